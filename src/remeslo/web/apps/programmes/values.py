"""Core values behind the rows; versions and inputs never change, so that each is read once a process."""

import gzip
import json
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from remeslo.core.line.cluster import Cluster as ClusterValue
from remeslo.core.line.outcome import LineOutcome, ProgrammeOutcome
from remeslo.core.line.trace import ProgrammeTrace, build
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.models import DocumentVersion
from remeslo.web.apps.programmes.models import PlanInput

V = TypeVar("V")


class Memory:
    """The values asked for last, by key; any thread may ask."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def has(self, key: Hashable) -> bool:
        """True when the value is there now."""
        with self._lock:
            return key in self._kept

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key, made when it is not there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: V = self._kept[key]
                return kept
        value = make()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return value


_outcomes, _inputs, _traces = Memory(60), Memory(6), Memory(30)


def outcome_value(version_id: int, sha256: str) -> ProgrammeOutcome:
    """The outcome kept in a version of a term plan; a query only when it is not in memory."""
    return _outcomes.get(sha256, lambda: from_json(ProgrammeOutcome, _body(version_id)))


def input_value(input_id: int, sha256: str) -> ClusterValue:
    """The cluster kept as an input; a query only when it is not in memory."""
    return _inputs.get(sha256, lambda: read_input(PlanInput.objects.get(pk=input_id)))


def trace_value(outcome: tuple[int, str], kept: tuple[int, str]) -> ProgrammeTrace:
    """The trace graph of a programme; version and input as (id, sha256)."""

    def make() -> ProgrammeTrace:
        cluster = input_value(*kept)
        (graph,) = build(cluster, LineOutcome(cluster=cluster.key, programmes=(outcome_value(*outcome),)))
        return graph

    return _traces.get((outcome[1], kept[1]), make)


def read_input(kept: PlanInput) -> ClusterValue:
    """The cluster as it was kept."""
    return from_json(ClusterValue, json.loads(gzip.decompress(bytes(kept.body))))


def _body(version_id: int) -> Any:
    return DocumentVersion.objects.values_list("body", flat=True).get(pk=version_id)
