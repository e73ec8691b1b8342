"""Parts of a cluster's value that apps above this one keep: their rows are loaded and read with the cluster's own."""

from collections.abc import Mapping
from typing import Any, Final, Protocol, cast

from django.utils.module_loading import import_string

from remeslo.core.line import cluster as core
from remeslo.web.apps.common.models import Cluster

SOURCES: Final = (
    "remeslo.web.apps.staffing.folder.PART",
    "remeslo.web.apps.network.folder.PART",
    "remeslo.web.apps.organisations.folder.PART",
    "remeslo.web.apps.agreements.folder.PART",
)
"""Dotted paths of `Part`s; one whose app is not there is passed over."""


class StillInUse(Exception):
    """The new picture of the cluster lacks something that other rows lean on; names it. Nothing was changed."""


class Part(Protocol):
    """Some fields of the core's `Cluster`."""

    def load(self, cluster: Cluster, value: core.Cluster) -> None:
        """Bring the rows to the value's picture; organisations, sites, workshops, people and groups are there."""

    def values(self, cluster: Cluster) -> Mapping[str, Any]:
        """The fields, from a fixed number of queries."""


def load_parts(cluster: Cluster, value: core.Cluster) -> None:
    """Load every part."""
    for part in _parts():
        part.load(cluster, value)


def kept_organisations(cluster: Cluster) -> frozenset[str]:
    """Keys of organisations that a part keeps although a folder does not have them: members that came here."""
    keeping = [part.keeps for part in _parts() if hasattr(part, "keeps")]
    return frozenset(key for keeps in keeping for key in keeps(cluster))


def part_values(cluster: Cluster) -> dict[str, Any]:
    """The fields of every part."""
    return {name: found for part in _parts() for name, found in part.values(cluster).items()}


def _parts() -> tuple[Part, ...]:
    found = []
    for path in SOURCES:
        try:
            found.append(cast(Part, import_string(path)))
        except ImportError:
            continue
    return tuple(found)
