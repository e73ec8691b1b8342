"""Curricula of a cluster that can be measured: planned programmes and loaded study plans, each by one reference."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.analytics import Analysis, Basis, analyse
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.structure import Structure, of_outcome, of_study_plan
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.frameworks.queries import document_of
from remeslo.web.apps.programmes.queries import planned
from remeslo.web.apps.programmes.values import Memory
from remeslo.web.apps.registry.values import version_value

_MOST_DIGITS = 9
_kept = Memory(60)
Make = Callable[[], Structure | None]


class CurriculumKind(StrEnum):
    """Where a curriculum comes from."""

    PROGRAMME = "programme"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Reference:
    """``programme:KEY``, ``programme:KEY@VERSION`` or ``plan:KEY``; ``None``: the latest version."""

    kind: CurriculumKind
    key: str
    version: int | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" + (f"@{self.version}" if self.version is not None else "")


@dataclass(frozen=True, slots=True)
class Measured:
    """A curriculum with its analysis, and what was met in reading its order off."""

    title: str
    analysis: Analysis
    findings: tuple[Finding, ...]
    version: int


def reference(text: str) -> Reference | None:
    """The reference of an address; ``None`` for anything else."""
    kind, colon, rest = text.partition(":")
    if not colon or kind not in tuple(CurriculumKind) or not rest or "\0" in rest or len(rest) > 200:
        return None
    key, at, number = rest.rpartition("@")
    if at and key and number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS:
        return Reference(CurriculumKind(kind), key, int(number))
    return Reference(CurriculumKind(kind), rest)


def choices(cluster: Cluster, kinds: Set[CurriculumKind]) -> list[tuple[Reference, str]]:
    """Curricula to choose from, by kind and in the order of the cluster; one query."""
    words = {DocumentKind.TERM_PLAN: CurriculumKind.PROGRAMME, DocumentKind.STUDY_PLAN: CurriculumKind.PLAN}
    wanted = [document for document, kind in words.items() if kind in kinds]
    rows = VersionedDocument.objects.filter(cluster=cluster, kind__in=wanted, withdrawn=False)
    found = [(Reference(words[DocumentKind(r.kind)], r.key), r.title) for r in rows.only("kind", "key", "title")]
    return sorted(found, key=lambda item: item[0].kind, reverse=True)


def measured(cluster: Cluster, wanted: Reference, bases: Set[Basis]) -> Measured | None:
    """A curriculum with its measures; ``None`` when it is not there or has no elements."""
    if wanted.kind is CurriculumKind.PROGRAMME:
        found = planned(cluster, wanted.key, wanted.version)
        if found is None:
            return None
        return of_programme(found.document.title, found.version.number, found.version.sha256, found.outcome, bases)
    document = document_of(cluster, DocumentKind.STUDY_PLAN, wanted.key)
    return None if document is None else of_plan(document, wanted.version, bases)


def of_programme(title: str, number: int, sha256: str, outcome: ProgrammeOutcome, bases: Set[Basis]) -> Measured | None:
    """The measures of a version of a programme, worked out once a process."""
    return _measured(title, number, (sha256, frozenset(bases)), lambda: of_outcome(outcome, bases))


def of_plan(document: VersionedDocument, number: int | None, bases: Set[Basis]) -> Measured | None:
    """The measures of a version of a study plan, the latest by default."""
    versions = document.versions.select_related("document")
    version = versions.filter(number=number).first() if number is not None else versions.get(pk=document.latest_id)
    if version is None:
        return None
    key = (version.sha256, frozenset(bases))
    return _measured(
        document.title, version.number, key, lambda: of_study_plan(version_value(version), document.key, bases)
    )


def _measured(title: str, number: int, key: tuple[str, frozenset[Basis]], make: Make) -> Measured | None:
    def work() -> tuple[Analysis, tuple[Finding, ...]] | None:
        made = make()
        return None if made is None else (analyse(made.graph), made.findings)

    found = _kept.get(key, work)
    return None if found is None else Measured(title, found[0], found[1], number)
