"""`remeslo staff without`: what breaks when one person leaves, the cheapest mend, the weeks of term at stake."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, unreadable
from remeslo.cli.staffassigned import add_assignment, given_assignment
from remeslo.cli.staffout import MOST_SHOWN, duty_data, ended, more, write_book
from remeslo.cli.staffsource import StaffScene, add_source, day, read_scene
from remeslo.core.base.findings import any_hard
from remeslo.core.base.keys import PersonKey
from remeslo.core.line.stakes import Stakes, closed_by, stakes
from remeslo.core.staffing.assign.problem import AssignmentProblem
from remeslo.core.staffing.assign.without import Change, Leaving, without
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.gaplist import lacks
from remeslo.core.staffing.upskill.gains import in_force_from
from remeslo.interchange.sentences import findings_data
from remeslo.interchange.staffsheet import assignment_pages
from remeslo.interchange.staffsheet.named import Named

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`staff without`."""
    command = actions.add_parser("without", help="what breaks when one person leaves, and the cheapest mend")
    add_source(command)
    add_assignment(command)
    command.add_argument("--person", required=True, metavar="KEY", help="who leaves")
    command.add_argument("--from", dest="from_day", type=day, default=None, metavar="DATE", help="first day without")
    command.add_argument("--no-stakes", action="store_true", help="do not ask the term what it would lose")
    command.add_argument("--out", type=Path, default=None, metavar="FILE.xlsx", help="also write the mended plan")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """What stays open is the answer, not a fault: status 1 only when a finding is hard."""
    read = read_scene(args, console, person=args.person)
    if read.scene is None:
        return unreadable(console, read.findings, as_json=args.json)
    scene = read.scene
    given = given_assignment(scene, args)
    if given.result is None or given.result.plan is None or any_hard(given.result.findings):
        why = given.findings or (given.result.findings if given.result else ())
        return unreadable(console, [f for f in why if f.hard] or why, as_json=args.json)
    with console.step("замена найдена", "mend found"):
        leaving = without(
            given.problem,
            given.result.plan,
            PersonKey(args.person),
            from_day=args.from_day,
            limit_s=args.limit_s,
            seed=args.seed,
        )
    at_stake = () if args.no_stakes else _stakes(scene, given.problem, leaving, args)
    pages = assignment_pages(scene.cluster, given.problem, leaving.plan, language=console.language)
    refused = write_book(args.out, scene, pages, console)
    found = _Found(scene, given.problem, leaving, at_stake)
    if args.json:
        console.json({**found.data(), "findings": findings_data((*scene.findings, *refused), console.language)})
    else:
        found.tell(console)
        console.findings((*scene.findings, *refused))
    return ended(scene.findings, refused)


def _stakes(
    scene: StaffScene, problem: AssignmentProblem, leaving: Leaving, args: argparse.Namespace
) -> tuple[Stakes, ...]:
    """What the term becomes while the duties that nobody else may teach wait for somebody who has learnt it."""
    alone = [problem.duty_of[d] for d in leaving.sole if d in set(leaving.uncovered)]
    from_day: dict[DutyKey, date | None] = {d.key: _first_right(scene, problem, leaving.person, d) for d in alone}
    start_years: dict[str, int] = {g.key: g.start_year for g in scene.cluster.groups}
    outcomes = {p.key: p for p in scene.outcome.programmes}
    found = []
    for programme, closed in closed_by(alone, from_day, start_years).items():
        outcome = outcomes.get(programme)
        if outcome is not None and outcome.problem is not None:
            found.append(
                stakes(outcome.problem, closed, base=outcome.result, limit_s=args.limit_s, seed=args.seed, workers=2)
            )
    return tuple(found)


def _first_right(scene: StaffScene, problem: AssignmentProblem, gone: PersonKey, duty: Duty) -> date | None:
    """The first day on which somebody else could have learnt what a duty asks, places and hours apart."""
    given: dict[tuple[str, int], date] = {}
    courses = {c.key: c for c in scene.cluster.courses}
    for session in scene.cluster.sessions:
        for gain in courses[session.course].gives if session.first >= scene.on else ():
            for level in range(1, gain.level + 1):
                key = (gain.skill, level)
                given[key] = min(in_force_from(session), given.get(key, date.max))
    days = []
    for person in problem.people:
        if person.role in duty.roles and person.key != gone:
            needed = [given.get((n.skill, n.level)) for n in lacks(person, duty, problem.rights)]
            if needed and None not in needed:
                days.append(max(d for d in needed if d is not None))
    return min(days, default=None)


@dataclass(frozen=True, slots=True)
class _Found:
    """What becomes of an assignment without a person."""

    scene: StaffScene
    problem: AssignmentProblem
    leaving: Leaving
    stakes: Sequence[Stakes]

    def data(self) -> dict[str, object]:
        """For ``--json``."""
        x = self.leaving
        return {
            "person": x.person,
            "from": None if x.from_day is None else x.from_day.isoformat(),
            "hours": x.hours,
            "lost": [duty_data(self.problem.duty_of[d]) for d in x.lost],
            "sole": list(x.sole),
            "takeovers": [_change(c) for c in x.takeovers],
            "moved": [_change(c) for c in x.moved],
            "uncovered": list(x.uncovered),
            "uncovered_hours": x.score.uncovered - x.before.uncovered,
            "overloads": [
                {"person": o.person, "year": o.year, "before": o.before, "after": o.after} for o in x.overloads
            ],
            "proven": x.covered_is_proven and x.moves_are_proven,
            "stakes": [
                {
                    "programme": s.programme,
                    "elements": dict(sorted(s.closed.items())),
                    "weeks_before": s.weeks_before,
                    "weeks_after": s.weeks_after,
                    "lost": s.lost,
                    "impossible": s.impossible,
                    "proven": s.proven,
                }
                for s in self.stakes
            ],
        }

    def tell(self, console: Console) -> None:
        """In lines of text."""
        x, text, named = self.leaving, console.text, Named(self.scene.cluster)
        more_open = x.score.uncovered - x.before.uncovered
        proof = text("доказано", "proven") if x.covered_is_proven and x.moves_are_proven else text("найдено", "found")
        console.say(
            text(
                f"Если уйдёт {named.person(x.person)} ({x.person}): освобождается занятий {len(x.lost)}, {x.hours} ч; "
                f"из них никто другой не может вести {len(x.sole)}.",
                f"Without {named.person(x.person)} ({x.person}): {len(x.lost)} duties lost, {x.hours} hours; "
                f"nobody else may teach {len(x.sole)} of them.",
            )
        )
        console.say(
            text(
                f"Самая дешёвая замена ({proof}): перейдёт ещё занятий {len(x.moved)}, без преподавателя останется "
                f"{more_open} ч.",
                f"Cheapest mend ({proof}): {len(x.moved)} more duties change hands, {more_open} hours stay open.",
            )
        )
        for change in (*x.takeovers, *x.moved)[:MOST_SHOWN]:
            duty = self.problem.duty_of[change.duty]
            after = named.person(change.after) or text("никто", "nobody")
            console.say(f"  {duty.first}  {duty.hours:>4}  {duty.group}  {duty.element} {duty.title} → {after}")
        more(console, MOST_SHOWN, len(x.takeovers) + len(x.moved))
        for o in x.overloads[:MOST_SHOWN]:
            over = text(f"сверх ставки {o.before} → {o.after} ч", f"above the rate {o.before} → {o.after} h")
            console.say(f"    {named.person(o.person)}, {o.year}: {over}")
        for s in self.stakes:
            console.say(_stake(s, console, named))


def _stake(s: Stakes, console: Console, named: Named) -> str:
    elements = ", ".join(sorted(s.closed))
    title = named.programme(s.programme)
    if s.impossible:
        return console.text(
            f"{title}: без преподавателя для {elements} программу не закончить.",
            f"{title}: without a teacher for {elements} the programme cannot be finished.",
        )
    lost = "?" if s.lost is None else s.lost
    after = "?" if s.weeks_after is None else s.weeks_after
    return console.text(
        f"{title}: срок {s.weeks_before} → {after} недель (потеря {lost}), если {elements} ждут того, кто научится.",
        f"{title}: term {s.weeks_before} → {after} weeks ({lost} lost) if {elements} wait for somebody who learns it.",
    )


def _change(c: Change) -> dict[str, object]:
    return {"duty": c.duty, "before": c.before, "after": c.after}
