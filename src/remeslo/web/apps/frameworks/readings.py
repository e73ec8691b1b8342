"""Files of any kind, read: what they hold, counted in two ways, and everything wrong with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, any_hard
from remeslo.core.competence.framework import Framework
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.competence.studyplan import StudyPlan
from remeslo.core.competence.studyplan.reading import PlanReading
from remeslo.interchange import case, esco, onet, plansheet, plm, plx, profstandart, statesheet
from remeslo.interchange.frameworks import FrameworkReading
from remeslo.interchange.profstandart import Reading
from remeslo.web.apps.frameworks.recognition import recognise

PLANS = {"plx": plx.read, "plm": plm.read, "plansheet": plansheet.read}
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
    """Each file by the reader that knows it; tables of ESCO belong together, and so do those of O*NET."""
    groups: dict[str, list[tuple[str, bytes]]] = {}
    readings: list[FileReading] = []
    for name, data in files:
        form = recognise(name, data)
        if form in ("esco", "onet"):
            groups.setdefault(form, []).append((name, data))
        else:
            readings.append(read_one(name, data, form))
    if "esco" in groups:
        readings.append(of_framework(esco.read(groups["esco"]), "esco"))
    if "onet" in groups:
        readings.append(of_framework(onet.read(groups["onet"]), "onet"))
    return readings


def read_one(name: str, data: bytes, form: str) -> FileReading:
    """One file by the reader of a form; a file of no known form is told by the reader of the registry's XML."""
    if form == "case":
        return of_framework(case.read(data, name=name), form)
    if form == "case_sheet":
        return of_framework(case.read_sheets([(name, data)]), form)
    if form in PLANS:
        return of_plan(PLANS[form](data, name=name))
    if form == "statesheet":
        return of_state(statesheet.read(data, name=name))
    return of_standards(profstandart.read(data, name=name))


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
