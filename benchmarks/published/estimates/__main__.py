"""
`python -m benchmarks.published.estimates [--write]`: hours of loaded curricula, each estimated from the others.

Reads ../shared/data/curricula. Twice: with other curricula of the same house left in, and with the whole house left
out. Beside the estimate stands the plainest guess: the median hours of all lessons of the others. Proficiency and
weight are not in these files, so only the middle of the range is measured.
"""

import argparse
import statistics
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from remeslo.core.competence.estimate.comparable import Comparable, HourGroup, of_plan
from remeslo.core.competence.estimate.hours import CUSTOMARY_ESTIMATE, HoursBook, HoursQuestion
from remeslo.core.competence.studyplan.reading import PlanReading
from remeslo.interchange.plansheet import reader as plansheet
from remeslo.interchange.plm import reader as plm
from remeslo.interchange.plx import reader as plx

ROOT = Path(__file__).resolve().parents[3]
CURRICULA = ROOT.parent / "shared" / "data" / "curricula"
RESULTS = ROOT / "benchmarks" / "results" / "estimates.md"
READERS: dict[str, Callable[..., PlanReading]] = {"plx": plx.read, "plm-xml": plm.read, "xlsx-1c": plansheet.read}
NEAR = 0.25
"""An estimate at most this far off, relative to the true hours, counts as near."""


@dataclass(frozen=True, slots=True)
class Curriculum:
    """One file: ``house`` tells which files one organisation made; editions of one curriculum are one ``work``."""

    house: str
    work: str
    elements: tuple[Comparable, ...]


@dataclass(slots=True)
class Errors:
    """Relative errors of the estimate and of the plain guess on the same elements."""

    asked: int = 0
    inside: int = 0
    ours: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)

    def row(self, name: str) -> str:
        """A line of the table."""
        n = len(self.ours)
        near = [100 * sum(e <= NEAR for e in errors) / n for errors in (self.ours, self.plain)]
        return (
            f"| {name} | {n} of {self.asked} | {statistics.median(self.ours):.3f} | {statistics.mean(self.ours):.3f} "
            f"| {near[0]:.0f} % | {100 * self.inside / n:.0f} % | {statistics.median(self.plain):.3f} "
            f"| {statistics.mean(self.plain):.3f} | {near[1]:.0f} % |"
        )


def curricula() -> Iterable[Curriculum]:
    """Every file that can be read; a house is a file's own start of its title codes or its folder."""
    for folder, read in READERS.items():
        for path in sorted((CURRICULA / folder).iterdir()):
            if path.suffix == ".md" or "-err-" in path.name:
                continue
            plan = read(path.read_bytes(), name=path.name).plan
            if plan is None:
                continue
            house = f"{folder} {plan.head.code[:5]}" if folder != "xlsx-1c" else folder
            work = f"{folder} {plan.head.code} {plan.head.title}" if folder != "xlsx-1c" else path.name
            yield Curriculum(house, work, of_plan(plan, path.name, practice_week_hours=36))


def measured(given: list[Curriculum], apart: Callable[[Curriculum], str]) -> Errors:
    """Lessons of each curriculum from those of all that ``apart`` calls otherwise."""
    errors = Errors()
    for group in dict.fromkeys(map(apart, given)):
        others = [c for other in given if apart(other) != group for c in other.elements]
        book = HoursBook(others)
        middle = statistics.median(c.hours for c in others if c.group is HourGroup.LESSONS)
        for element in (e for c in given if apart(c) == group for e in c.elements if e.group is HourGroup.LESSONS):
            errors.asked += 1
            answer = book.estimate(
                HoursQuestion(
                    title=element.title,
                    group=element.group,
                    volume=element.volume,
                    competences=element.competences,
                )
            )
            if answer is not None:
                errors.ours.append(abs(answer.hours - element.hours) / element.hours)
                errors.plain.append(abs(middle - element.hours) / element.hours)
                errors.inside += answer.low <= element.hours <= answer.high
    return errors


def main() -> int:
    """0; 2 where the curricula are not there."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.published.estimates", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write benchmarks/results/estimates.md")
    args = parser.parse_args()
    if not CURRICULA.is_dir():
        print("../shared/data/curricula is not there: nothing measured", file=sys.stderr)
        return 2
    given = list(curricula())
    text = "\n".join(
        [
            "# Hours with reasons: estimates against curricula that people made",
            "",
            f"{datetime.now(tz=UTC):%Y-%m-%d}, {len(given)} curricula of higher education (no college's curriculum was "
            f"at hand), lessons only; {CUSTOMARY_ESTIMATE}. The choices were made on these same files.",
            "Error = |estimated - true| / true. Near: at most 25 %. Inside: true hours between the quartiles shown.",
            "",
            "| left out | answered | median error | mean | near | inside | plain guess: median | mean | near |",
            "|---|---|---|---|---|---|---|---|---|",
            measured(given, lambda c: c.work).row("the curriculum itself (its other editions too)"),
            measured(given, lambda c: c.house).row("everything of its house"),
            "",
            "So: curricula of the same house tell hours; those of other houses hardly more than the plain median, and "
            "the page says from how many sources an estimate comes.",
        ]
    )
    print(text)
    if args.write:
        RESULTS.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
