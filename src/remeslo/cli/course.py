"""`remeslo course DIR`: a short course for adults cut from a planned programme, with its term, kind and entry."""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, not_writable, status_of, unreadable
from remeslo.cli.options import add_limits, add_output
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey, ElementKey, OrganisationKey, OutcomeKey, ProgrammeKey
from remeslo.core.competence.courses.choice import CourseChoice
from remeslo.core.competence.courses.kind import CourseAim
from remeslo.core.curriculum.result import TermResult
from remeslo.core.curriculum.solve import solve
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.courses.course import (
    MOST_ATTESTATION,
    MOST_PACE,
    MOST_SIZE,
    CourseExam,
    CourseGroup,
    ShortCourse,
    ShortCourseKey,
)
from remeslo.core.line.courses.make import MadeCourse, make_course
from remeslo.core.line.courses.tracing import traced
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.interchange import coursepapers, normpack, planfile
from remeslo.interchange.sentences import findings_data, label

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

_PACK = "ru-dpo"
_ALL = "all"


def add_to(commands: "Commands") -> None:
    """`course`."""
    command = commands.add_parser("course", help="cut a short course for adults from a planned programme")
    command.add_argument("folder", type=Path, metavar="DIR", help="what `remeslo plan` wrote")
    command.add_argument("--programme", default=None, metavar="KEY", help="which programme (the first)")
    for name, what in (
        ("outcome", "an outcome to be taught"),
        ("competence", "all outcomes of a competence"),
        ("element", "an element as a whole"),
        ("module", "a module as a whole, without its exams"),
        ("take-in", "an outcome that others rest on, taught too; `all`: every one of them"),
    ):
        command.add_argument(f"--{name}", action="append", default=[], metavar="CODE", help=f"{what}; may be repeated")
    command.add_argument("--repeats", action="store_true", help="also the lessons in which outcomes are used again")
    command.add_argument("--title", default="", metavar="TEXT")
    command.add_argument("--holder", default="", metavar="KEY", help="organisation that holds it (the first college)")
    command.add_argument("--size", type=_Within(1, MOST_SIZE), default=12, metavar="N", help="learners (12)")
    command.add_argument("--pace", type=_Within(1, MOST_PACE), default=12, metavar="HOURS", help="hours a week (12)")
    command.add_argument("--start", type=date.fromisoformat, default=None, metavar="DAY", help="first day")
    command.add_argument("--exam-hours", type=_Within(0, MOST_ATTESTATION), default=4, metavar="N")
    command.add_argument("--new-activity", action="store_true", help="learners come for a new kind of work")
    command.add_argument("--unschooled", action="store_true", help="learners have no vocational or higher education")
    command.add_argument(
        "--out", type=Path, default=None, metavar="FILE", help="write the programme of the course (DOCX)"
    )
    add_limits(command)
    add_output(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Cuts, plans, tells; status 1 when a finding is hard, 2 when the folder cannot be read."""
    read = planfile.read(args.folder)
    if read.plan is None:
        return unreadable(console, read.findings, as_json=args.json)
    cluster, outcomes = read.plan.cluster, {str(o.key): o for o in read.plan.outcome.programmes}
    outcome = outcomes.get(args.programme) if args.programme else next(iter(outcomes.values()), None)
    if outcome is None:
        missing = Finding("course.no_programme", "", {"programme": args.programme or ""}, Severity.STOPS_SAVING)
        return unreadable(console, [missing], as_json=args.json)
    made = _made(args, outcome, cluster, console)
    result = None
    if made.problem is not None:
        with console.step("срок найден", "term found"):
            result = solve(made.problem, limit_s=args.limit_s, seed=args.seed, workers=2)
    findings = [*made.findings, *(result.findings if result is not None else ())]
    if args.out is not None and outcome.design is not None and made.parts:
        try:
            data = coursepapers.course_docx(made, outcome.design, cluster, result, language=console.language)
            args.out.write_bytes(data)
        except OSError as error:
            return unreadable(console, [not_writable(args.out, error)], as_json=args.json)
    if args.json:
        console.json(_data(made, outcome, result, findings, console))
    else:
        _tell(made, result, findings, console)
    return status_of(findings)


def _made(args: argparse.Namespace, outcome: ProgrammeOutcome, cluster: Cluster, console: Console) -> MadeCourse:
    """The course of the options; ``--take-in all`` takes in until nothing more is asked for."""
    course = _course(args, outcome, cluster, console)
    pack = cluster.norms.get(_PACK) or normpack.builtin().get(_PACK)
    made = make_course(course, outcome, cluster, pack)
    design = outcome.design
    if _ALL in args.take_in and design is not None:
        everything = tuple(o.key for o in design.model.outcomes)
        course = replace(course, choice=replace(course.choice, taken_in=everything))
        made = make_course(course, outcome, cluster, pack)
    return made


def _course(args: argparse.Namespace, outcome: ProgrammeOutcome, cluster: Cluster, console: Console) -> ShortCourse:
    college = next((o.key for o in cluster.organisations if o.role.is_college), OrganisationKey(""))
    title = outcome.design.title if outcome.design is not None else ""
    return ShortCourse(
        key=ShortCourseKey(f"{outcome.key}-course"),
        title=args.title or title,
        organisation=OrganisationKey(args.holder) if args.holder else college,
        programme=ProgrammeKey(outcome.key),
        choice=CourseChoice(
            outcomes=tuple(OutcomeKey(o) for o in args.outcome),
            competences=tuple(CompetenceKey(c) for c in args.competence),
            elements=tuple(ElementKey(e) for e in args.element),
            modules=tuple(args.module),
            with_repeats=args.repeats,
            taken_in=tuple(OutcomeKey(o) for o in args.take_in if o != _ALL),
        ),
        group=CourseGroup(
            size=args.size, start=args.start or cluster.day, pace=args.pace, schooled=not args.unschooled
        ),
        exam=CourseExam(
            index=label("short_course.exam_index", "ru"),
            title=label("short_course.exam_title", console.language),
            hours=args.exam_hours,
        ),
        aim=CourseAim.NEW_ACTIVITY if args.new_activity else CourseAim.UPGRADE,
        norms=_PACK,
    )


def _data(
    made: MadeCourse,
    outcome: ProgrammeOutcome,
    result: TermResult | None,
    findings: list[Finding],
    console: Console,
) -> dict[str, object]:
    cut, design = made.cut, outcome.design
    kind = made.kind.kind if made.kind is not None else None
    return {
        "programme": made.course.programme,
        "hours": made.hours,
        "kind": kind.value if kind is not None else None,
        "status": result.status.value if result is not None else None,
        "weeks": result.weeks if result is not None else None,
        "bound": result.bound if result is not None else None,
        "parts": [
            {"element": p.element, "hours": p.hours, "of": p.of, "lessons": [list(r) for r in p.lessons]}
            for p in made.parts
        ],
        "entry": [{"outcome": n.outcome, "element": n.home, "by": n.by} for n in (cut.entry if cut else ())],
        "taken_in": [n.outcome for n in (cut.taken_in if cut else ())],
        "trace": [
            {
                "outcome": t.outcome.key,
                "elements": list(t.elements),
                "functions": list(t.functions),
                "requests": [f"{r.card}/{r.number}" for r in t.requests],
            }
            for t in (traced(made, design) if design is not None else ())
        ],
        "findings": findings_data(findings, console.language),
    }


def _tell(made: MadeCourse, result: TermResult | None, findings: list[Finding], console: Console) -> None:
    say = console.text
    for part in made.parts:
        lessons = ", ".join(f"{a}–{b}" for a, b in part.lessons)
        console.say(f"    {part.element:<12} {part.hours:>4} / {part.of:<4} {lessons}  {part.title}")
    if made.parts:
        console.say(say(f"    всего {made.hours} ч", f"    together {made.hours} h"))
    if result is not None and result.weeks is not None:
        console.say(
            say(
                f"    срок {result.weeks} нед., меньше {result.bound} не бывает",
                f"    term {result.weeks} weeks, never below {result.bound}",
            )
        )
    for need in made.cut.entry if made.cut is not None else ():
        console.say(say("    на входе: ", "    to be known: ") + f"{need.outcome or need.home} ({need.home})")
    console.findings(findings)


class _Within:
    """A whole number between two ends."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __call__(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 6 and self.least <= int(text) <= self.most):
            raise argparse.ArgumentTypeError(f"{self.least}..{self.most}: {text}")
        return int(text)
