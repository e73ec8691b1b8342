"""`remeslo staff upskill`: who learns what, where and when, so that duties have teachers and renewals are in time."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, unreadable
from remeslo.cli.staffassigned import add_assignment, given_assignment
from remeslo.cli.stafforders import write_orders
from remeslo.cli.staffout import MOST_SHOWN, duty_data, ended, more, write_book
from remeslo.cli.staffsource import StaffScene, add_source, read_scene
from remeslo.core.line.upskilling import upskill_problem
from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.upskill.causes import WhyOpen, why_open
from remeslo.core.staffing.upskill.check import check
from remeslo.core.staffing.upskill.policy import UpskillPolicy
from remeslo.core.staffing.upskill.problem import Going, UpskillPlan, UpskillProblem
from remeslo.core.staffing.upskill.result import UpskillResult
from remeslo.core.staffing.upskill.solve import solve
from remeslo.core.staffing.upskill.standing import Standing
from remeslo.interchange.sentences import findings_data, label, number
from remeslo.interchange.staffsheet import upskill_pages
from remeslo.interchange.staffsheet.named import Named

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

MOST_ASKED = 5
"""Elements whose open duties are asked why."""
SECONDS_ASKED = 10.0
"""Seconds for each of them at most."""
_TOLD = frozenset({"upskill.uncovered"})
"""Findings that the text tells in its own way."""


def add_to(actions: "Commands") -> None:
    """`staff upskill`."""
    command = actions.add_parser("upskill", help="who goes to which course, when, at what price")
    add_source(command)
    add_assignment(command)
    command.add_argument("--budget", type=_money, default=None, metavar="SUM", help="everything together at most")
    command.add_argument(
        "--hour-price", type=_money, default=Decimal(0), metavar="SUM", help="of an hour of standing in"
    )
    command.add_argument(
        "--way-hour-price", type=_money, default=Decimal(0), metavar="SUM", help="of an hour on the way"
    )
    command.add_argument("--away-max", type=int, default=None, metavar="N", help="people of a college away in one week")
    command.add_argument("--no-substitution", action="store_true", help="nobody stands in for anybody")
    command.add_argument("--own-college", action="store_true", help="nobody teaches at another college")
    command.add_argument("--no-causes", action="store_true", help="do not ask why duties stay open")
    command.add_argument("--out", type=Path, default=None, metavar="FILE.xlsx", help="also write a workbook")
    command.add_argument("--orders", type=Path, default=None, metavar="DIR", help="also write an order (PDF) a college")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """What stays open is told, not judged: status 1 when a finding is hard, or no plan was found."""
    read = read_scene(args, console)
    if read.scene is None:
        return unreadable(console, read.findings, as_json=args.json)
    scene = read.scene
    given = given_assignment(scene, args)
    if given.result is None or given.result.plan is None:
        return unreadable(console, given.findings, as_json=args.json)
    problem = _problem(scene, given.result.plan, args)
    result = solve(problem, limit_s=args.limit_s, seed=args.seed, workers=2)
    plan = result.plan or UpskillPlan()
    open_ = [d for d in Standing(problem).open if d.key not in plan.teaches]
    why = [] if args.no_causes or result.plan is None else _causes(problem, result, open_, args)
    refused = write_book(
        args.out, scene, upskill_pages(scene.cluster, problem, plan, language=console.language), console
    )
    if args.orders is not None:
        refused += write_orders(args.orders, scene, problem, plan, console)
    findings = (*scene.all_findings, *check(problem, plan))
    found = _Found(scene, problem, result, plan, open_, why)
    if args.json:
        console.json({**found.data(), "findings": findings_data((*findings, *refused), console.language)})
    else:
        found.tell(console)
        console.findings((*(f for f in findings if f.code not in _TOLD), *refused))
    hard = ended(findings, refused)
    return Exit.HARD_FINDINGS if hard == Exit.DONE and result.plan is None else hard


def _problem(scene: StaffScene, plan: Assignment, args: argparse.Namespace) -> UpskillProblem:
    policy = UpskillPolicy(
        hour_price=args.hour_price,
        way_hour_price=args.way_hour_price,
        budget=args.budget,
        away_max=args.away_max,
        across=not args.own_college,
        substitution=not args.no_substitution,
    )
    duties = scene.duties.duties
    until = max((d.last for d in duties), default=scene.on)
    return upskill_problem(
        scene.cluster, duties, plan.person_of, scene.norms, day=scene.on, until=max(until, scene.on), policy=policy
    )


def _causes(
    problem: UpskillProblem, result: UpskillResult, open_: Sequence[Duty], args: argparse.Namespace
) -> list[WhyOpen]:
    """Of the longest duties that stay open, one of each element."""
    by_element: dict[tuple[str, str], Duty] = {}
    for d in sorted(open_, key=lambda d: (-d.hours, d.key)):
        by_element.setdefault((d.programme, d.element), d)
    longest = list(by_element.values())[:MOST_ASKED]
    limit_s = min(args.limit_s, SECONDS_ASKED)
    return [why_open(problem, result, d.key, limit_s=limit_s, seed=args.seed, workers=2) for d in longest]


def _money(text: str) -> Decimal:
    """A sum of money >= 0, for argparse."""
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        found = Decimal(-1)
    if not found.is_finite() or found < 0:
        raise argparse.ArgumentTypeError(f"a sum of money >= 0 is expected, not {text!r}")
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    """A plan and what it leaves open."""

    scene: StaffScene
    problem: UpskillProblem
    result: UpskillResult
    plan: UpskillPlan
    open: Sequence[Duty]
    why: Sequence[WhyOpen]

    @property
    def goes(self) -> list[Going]:
        """In order of days."""
        return sorted(self.plan.goes, key=lambda g: (self.problem.session[g.session].first, g.session, g.person))

    def data(self) -> dict[str, object]:
        """For ``--json``; money is text, so that nothing is lost."""
        problem, plan = self.problem, self.plan
        return {
            "cluster": self.scene.cluster.key,
            "on": self.scene.on.isoformat(),
            "status": self.result.status.value,
            "only_accepted": self.result.only_accepted,
            "objectives": [
                {"objective": x.objective.value, "value": str(x.value), "bound": str(x.bound), "status": x.status.value}
                for x in self.result.levels
            ],
            "goes": [self._going(g) for g in self.goes],
            "teaches": [{"duty": d, "person": p} for d, p in sorted(plan.teaches.items())],
            "substitutes": [
                {"duty": d, "monday": m.isoformat(), "person": p, "hours": problem.duty[d].hours_of_week(m)}
                for (d, m), p in sorted(plan.substitutes.items())
            ],
            "open": [duty_data(d) for d in self.open],
            "causes": [
                {"duty": w.duty, "causes": [c.value for c in w.causes], "each_alone": w.each_alone, "rivals": w.rivals}
                for w in self.why
            ],
        }

    def tell(self, console: Console) -> None:
        """In lines of text."""
        text, named, problem = console.text, Named(self.scene.cluster), self.problem
        status = label(f"staff_status.{self.result.status.value}", console.language)
        console.say(text(f"План обучения: {status}", f"Upskilling plan: {status}"))
        if self.result.only_accepted:
            console.say(
                text(
                    "За отведённое время ничего не найдено: показано только уже принятое. Дайте больше: --limit-s",
                    "Nothing was found in time: this is only what is accepted already. Allow more: --limit-s",
                )
            )
        for x in self.result.levels:
            what = label(f"upskill_objective.{x.objective.value}", console.language)
            bound = text("не меньше", "at least")
            console.say(f"  {what}: {number(x.value, console.language)} ({bound} {number(x.bound, console.language)})")
        goes = self.goes
        for g in goes[:MOST_SHOWN]:
            session, course = problem.session[g.session], problem.course_of(g.session)
            console.say(
                f"  {session.first} – {session.last}  {named.person(g.person)} ({g.person}): {course.title}, "
                f"{named.organisation(course.host)}"
            )
        more(console, MOST_SHOWN, len(goes))
        console.say(
            text(
                f"Замен: {len(self.plan.substitutes)}. Останется без преподавателя: {len(self.open)}",
                f"Substitutions: {len(self.plan.substitutes)}. Still without a teacher: {len(self.open)}",
            )
        )
        why = {w.duty: w for w in self.why}
        for d in sorted(self.open, key=lambda d: (d.key not in why, d.first, d.key))[:MOST_SHOWN]:
            causes = why[d.key].causes if d.key in why else ()
            told = "; ".join(label(f"upskill_cause.{c.value}", console.language) for c in causes)
            console.say(f"  {d.first}  {d.hours:>4}  {d.key} {d.title}{': ' + told if told else ''}")
        more(console, MOST_SHOWN, len(self.open))

    def _going(self, g: Going) -> dict[str, object]:
        session, course = self.problem.session[g.session], self.problem.course_of(g.session)
        return {
            "person": g.person,
            "session": g.session,
            "course": course.key,
            "title": course.title,
            "host": course.host,
            "first": session.first.isoformat(),
            "last": session.last.isoformat(),
            "hours": course.hours,
            "price": str(course.price),
            "right_from": self.problem.since_of(g.session).isoformat(),
        }
