"""Work functions of the loaded standards, found by the references that cards and state standards use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from remeslo.core.base.text import latin_code
from remeslo.core.competence.standards import (
    GeneralisedFunction,
    OccupationalStandard,
    WorkFunction,
    editions,
    in_force,
)
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.registry.snapshot import published_values


@dataclass(frozen=True, slots=True)
class FoundFunction:
    """A work function with where it stands."""

    reference: str
    standard: OccupationalStandard
    generalised: GeneralisedFunction
    function: WorkFunction


class Catalogue:
    """Work functions by reference: ``40.002/A/01.2``, or with the edition ``40.002@701н-2013-12-02/A/01.2``."""

    def __init__(self, standards: Iterable[OccupationalStandard], day: date) -> None:
        self.standards = tuple(standards)
        self.day = day

    @cached_property
    def in_force(self) -> Mapping[str, OccupationalStandard]:
        """By code, the edition in force on the day; where none is, the earliest."""
        codes = dict.fromkeys(s.code for s in self.standards)
        return {c: in_force(self.standards, c, self.day) or editions(self.standards, c)[0] for c in codes}

    @cached_property
    def _by_edition(self) -> Mapping[str, OccupationalStandard]:
        return {s.edition: s for s in self.standards}

    def find(self, reference: str) -> FoundFunction | None:
        """The work function meant, or None when no loaded standard has it."""
        which, _slash, code = reference.partition("/")
        standard = self._by_edition.get(which) or self.in_force.get(which)
        if standard is None:
            return None
        wanted = latin_code(code)
        for generalised in standard.generalised:
            for function in generalised.functions:
                if function.code == wanted:
                    return FoundFunction(reference, standard, generalised, function)
        return None

    def of_statement(self, function_key: str) -> FoundFunction | None:
        """The work function of a statement's key (``<edition>:A/01.2``), by the short reference where it will do."""
        edition, _colon, code = function_key.partition(":")
        standard = self._by_edition.get(edition)
        if standard is None:
            return None
        short = self.in_force.get(standard.code) is standard
        return self.find(f"{standard.code if short else edition}/{code}")


def catalogue(cluster: Cluster) -> Catalogue:
    """Of the cluster's published standards; two queries."""
    standards = published_values(cluster, (DocumentKind.STANDARD,))[DocumentKind.STANDARD].values()
    return Catalogue(standards, cluster.day)
