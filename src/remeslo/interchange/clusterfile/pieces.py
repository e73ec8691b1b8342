"""One demand card, state standard or programme as a text, for screens and commands that handle them singly."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from remeslo.core.base.findings import Finding, any_hard
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.statestandard import StateStandard
from remeslo.interchange.clusterfile.build import Builder
from remeslo.interchange.clusterfile.description import Shape
from remeslo.interchange.clusterfile.files import Files
from remeslo.interchange.clusterfile.log import Log, Place
from remeslo.interchange.clusterfile.outlines import OutlineReader
from remeslo.interchange.clusterfile.record import Record, RecordReader
from remeslo.interchange.clusterfile.registry import Registry
from remeslo.interchange.clusterfile.shapes import DEMAND, PROGRAMME, STATE_STANDARD
from remeslo.interchange.clusterfile.source import MemorySource
from remeslo.interchange.clusterfile.yamltree import read_yaml

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PieceReading(Generic[T]):
    """One value of a text; None exactly when a finding is hard. What it refers to is not looked up."""

    value: T | None
    findings: tuple[Finding, ...]


def read_demand_card(text: str, name: str) -> PieceReading[DemandCard]:
    """A demand card; ``name`` is what findings call the text."""
    log = Log()
    record = _record(text, name, DEMAND, log)
    value = Builder(Registry(checks=False), log).value(record) if record else None
    return PieceReading(value if isinstance(value, DemandCard) and not any_hard(log.findings) else None, log.findings)


def read_state_standard(text: str, name: str) -> PieceReading[StateStandard]:
    """A state standard; ``name`` is what findings call the text."""
    log = Log()
    record = _record(text, name, STATE_STANDARD, log)
    value = Builder(Registry(checks=False), log).value(record) if record else None
    is_right = isinstance(value, StateStandard) and not any_hard(log.findings)
    return PieceReading(value if isinstance(value, StateStandard) and is_right else None, log.findings)


def read_programme(text: str, name: str) -> PieceReading[ProgrammeOutline]:
    """A programme whose elements stand in the text itself; paths of files cannot be followed and are told."""
    log = Log()
    record = _record(text, name, PROGRAMME, log)
    outlines = OutlineReader(Files(MemorySource({}), log), Registry(checks=False), log)
    value = outlines.programme(record, ()) if record else None
    is_right = isinstance(value, ProgrammeOutline) and not any_hard(log.findings)
    return PieceReading(value if isinstance(value, ProgrammeOutline) and is_right else None, log.findings)


def _record(text: str, name: str, shape: Shape[object], log: Log) -> Record | None:
    node = read_yaml(text, name, log)
    if node is None:
        if not log.findings:
            log.add("cluster.yaml_empty", Place(name))
        return None
    return RecordReader(name, log).table(node, shape)
