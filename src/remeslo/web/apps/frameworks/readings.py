"""Files of any kind, read: what they hold, counted in two ways, and everything wrong with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, any_hard
from remeslo.core.competence.framework import Framework
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.competence.studyplan import StudyPlan
from remeslo.core.competence.studyplan.reading import PlanReading
from remeslo.interchange import plansheet, plm, plx, profstandart, statesheet
from remeslo.interchange.frameworks import FrameworkReading
from remeslo.interchange.intake import Form, read_frameworks, recognise
from remeslo.interchange.profstandart import Reading
from remeslo.interchange.sheets import Part, unpack

PLANS = {Form.PLX: plx.read, Form.PLM: plm.read, Form.PLANSHEET: plansheet.read}
"""Readers of study plans by form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """
    Things of one kind: found in the file without the reader, read, and left out with a finding that says why.

    ``kind`` has a label in the group ``group``.
    """

    group: str
    kind: str
    found: str
    read: str
    left_out: int = 0
    where: str = ""
    agrees: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """
    A file, or several that belong together, read.

    Parameters
    ----------
    form
        Which reader knew it: a label of the group ``file_format``; ``""`` when none did.
    """

    name: str
    form: str = ""
    standards: tuple[OccupationalStandard, ...] = ()
    states: tuple[StateStandard, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    plans: tuple[StudyPlan, ...] = ()
    counts: tuple[Counted, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_readable(self) -> bool:
        """False when the file gave nothing at all."""
        return bool(self.standards or self.states or self.frameworks or self.plans)

    @property
    def is_clean(self) -> bool:
        """True when no finding is hard."""
        return not any_hard(self.findings)


def read_all(files: Iterable[tuple[str, bytes]]) -> list[FileReading]:
    """Each file by the reader that knows it; tables that belong together (ESCO, O*NET) are one reading."""
    readings: list[FileReading] = []
    frameworks: list[tuple[str, bytes]] = []
    for name, data in files:
        form = recognise(name, data)
        if form in PLANS:
            readings += [of_plan(PLANS[form](p.data, name=p.name)) for p in _parts(name, data)]
        elif form is Form.STATESHEET:
            readings += [of_state(statesheet.read(p.data, name=p.name)) for p in _parts(name, data)]
        elif form is Form.PROFSTANDART:
            readings += [of_standards(profstandart.read(p.data, name=p.name)) for p in _parts(name, data)]
        else:
            frameworks.append((name, data))
    return readings + [of_framework(r, _form(r, frameworks)) for r in read_frameworks(frameworks)]


def _parts(name: str, data: bytes) -> Iterable[Part]:
    """The files of an archive, or the one file."""
    parts, _told = unpack(name, data)
    return parts or (Part(name, data),)


def _form(reading: FrameworkReading, files: Iterable[tuple[str, bytes]]) -> str:
    """The form of what gave a framework; files that belong together have one form."""
    if reading.framework is None:
        return ""
    first = next(((n, d) for n, d in files if reading.name.startswith(n)), None)
    return recognise(*first).value if first else reading.framework.key


def of_standards(reading: Reading) -> FileReading:
    """A file of the registry of occupational standards."""
    found, read = reading.found.as_mapping(), reading.counted.as_mapping()
    return FileReading(
        name=reading.name,
        form="profstandart",
        standards=reading.standards,
        counts=tuple(_pairs(found, read, "counted_kind")),
        findings=reading.findings,
    )


def of_state(reading: statesheet.StateReading) -> FileReading:
    """A state standard."""
    return FileReading(
        name=reading.name,
        form="statesheet",
        states=(reading.standard,) if reading.standard else (),
        counts=tuple(_pairs(reading.found, reading.counted, "state_sheet")),
        findings=reading.findings,
    )


def of_plan(reading: PlanReading) -> FileReading:
    """A study plan."""
    return FileReading(
        name=reading.name,
        form=reading.format,
        plans=(reading.plan,) if reading.plan else (),
        counts=tuple(_pairs(reading.found, reading.counted, "plan_count")),
        findings=reading.findings,
    )


def of_framework(reading: FrameworkReading, form: str) -> FileReading:
    """A framework of competences."""
    return FileReading(
        name=reading.name,
        form=form,
        frameworks=(reading.framework,) if reading.framework else (),
        counts=tuple(
            Counted(
                group="framework_kind",
                kind=c.kind,
                found=str(c.found),
                read=str(c.read),
                left_out=c.left_out,
                where=c.where,
                agrees=c.agrees,
            )
            for c in reading.counts
        ),
        findings=reading.findings,
    )


def _pairs(found: Mapping[str, object], read: Mapping[str, object], group: str) -> Iterable[Counted]:
    for kind, number in found.items():
        counted = read.get(kind, 0)
        yield Counted(group=group, kind=kind, found=str(number), read=str(counted), agrees=number == counted)
