"""A study plan into a .plx file from which the same plan is read."""

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.interchange.plx.composer import Composer
from remeslo.interchange.plx.dataset import Dataset, lay_out
from remeslo.interchange.plx.difference import first_difference
from remeslo.interchange.plx.reader import read

__all__ = ["NotWritable", "compose", "write"]


class NotWritable(Exception):
    """A plan that would not come back from the file; ``findings`` say what of it."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__("; ".join(f"{f.code}: {dict(f.facts)}" for f in findings))


def compose(plan: StudyPlan) -> Dataset:
    """The tables of a plan's file."""
    return Composer(plan).dataset()


def write(plan: StudyPlan) -> bytes:
    """
    The bytes of a file with ``read(write(plan)).plan == plan``.

    Raises
    ------
    NotWritable
        ``studyplan.not_writable`` naming the first thing that the format has no room for, or a text that XML cannot
        hold. `adapt` makes a plan of any other format fit, and tells what it had to leave.
    """
    try:
        data = lay_out(compose(plan))
    except ProblemError as error:
        raise NotWritable(_finding(plan, "text", str(error))) from None
    reading = read(data, name="written.plx")
    if reading.plan != plan:
        path, value = first_difference(plan, reading.plan)
        raise NotWritable(_finding(plan, path, value))
    return data


def _finding(plan: StudyPlan, path: str, value: str) -> Finding:
    facts = {"part": path, "value": value[:120]}
    return Finding("studyplan.not_writable", plan.head.title or plan.head.code, facts, Severity.STOPS_SAVING)
