"""`remeslo staff assign`: who teaches what over the years, with a proof of how good it can be."""

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, unreadable
from remeslo.cli.staffassigned import Given, add_assignment, given_assignment
from remeslo.cli.staffout import MOST_SHOWN, duty_data, ended, more, write_book
from remeslo.cli.staffprices import prices_data, tell_prices
from remeslo.cli.staffsource import StaffScene, add_source, read_scene
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.assign.prices import prices
from remeslo.core.staffing.assign.result import Assignment, AssignmentResult
from remeslo.core.staffing.rates import loads, practitioner_shares
from remeslo.interchange.sentences import findings_data, label
from remeslo.interchange.staffsheet import assignment_pages
from remeslo.interchange.staffsheet.named import Named

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`staff assign`."""
    command = actions.add_parser("assign", help="who teaches what; --assignment: judge one that is there")
    add_source(command)
    add_assignment(command)
    command.add_argument(
        "--prices",
        action="store_true",
        help="what one right, some hours or a bit of a rate would save (--limit-s more)",
    )
    command.add_argument("--out", type=Path, default=None, metavar="FILE.xlsx", help="also write a workbook")
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Duties that nobody teaches are warnings; status 1 when a given assignment breaks a rule."""
    read = read_scene(args, console)
    if read.scene is None:
        return unreadable(console, read.findings, as_json=args.json)
    scene = read.scene
    given = given_assignment(scene, args)
    result = given.result
    if result is None or result.plan is None:
        why = given.findings or (result.findings if result else ())
        return unreadable(console, why, as_json=args.json)
    pages = assignment_pages(scene.cluster, given.problem, result.plan, language=console.language)
    refused = write_book(args.out, scene, pages, console)
    findings = (*scene.all_findings, *result.findings)
    lawful = not any(f.hard for f in result.findings)
    worth = prices(given.problem, result.plan, limit_s=args.limit_s, seed=args.seed) if args.prices and lawful else None
    if args.json:
        data = assignment_data(scene, given, result, result.plan)
        if args.prices:
            data["prices"] = None if worth is None else prices_data(worth)
        console.json({**data, "findings": findings_data((*findings, *refused), console.language)})
    else:
        _tell(scene, given, result, result.plan, console)
        if worth is not None:
            tell_prices(worth, Named(scene.cluster), console)
        elif args.prices:
            console.say(
                console.text(
                    "Добавки не считались: назначение нарушает правила.", "No prices: the assignment breaks rules."
                )
            )
        console.findings((*(f for f in findings if f.code != "assignment.uncovered"), *refused))
    return ended(findings, refused)


def assignment_data(scene: StaffScene, given: Given, result: AssignmentResult, plan: Assignment) -> dict[str, object]:
    """Every duty with its teacher (``None``: nobody), value and bound of each objective, loads, practitioners."""
    problem = given.problem
    names = {p.key: p.name for p in problem.people}
    return {
        "cluster": scene.cluster.key,
        "years": list(scene.years),
        "status": result.status.value,
        "objectives": [
            {"objective": x.objective.value, "value": x.value, "bound": x.bound, "proven": x.is_proven}
            for x in result.levels
        ],
        "duties": [
            {
                **duty_data(d),
                "person": plan.person_of.get(d.key),
                "name": names.get(plan.person_of[d.key]) if d.key in plan.person_of else None,
            }
            for d in problem.duties
        ],
        "loads": [
            {
                "person": x.person,
                "year": x.year,
                "hours": x.hours,
                "rate_hours": int(x.rate_hours),
                "peak_week": x.peak_week.isoformat(),
                "peak_hours": x.peak_hours,
            }
            for x in loads(problem.duties, plan.person_of, problem.people, problem.norms)
        ],
        "practitioners": [
            {
                "organisation": s.organisation,
                "year": s.year,
                "share": round(float(s.share), 4),
                "least": round(float(s.least), 4),
                "short_hours": s.short_hours,
            }
            for s in practitioner_shares(problem.duties, plan.person_of, problem.people, problem.norms)
        ],
    }


def _tell(scene: StaffScene, given: Given, result: AssignmentResult, plan: Assignment, console: Console) -> None:
    problem, named, text = given.problem, Named(scene.cluster), console.text
    hours = sum(d.hours for d in problem.duties)
    open_ = [d for d in problem.duties if d.key not in plan.person_of]
    status, name = label(f"staff_status.{result.status.value}", console.language), scene.cluster.name
    console.say(
        text(
            f"{name}: занятий {len(problem.duties)}, часов {hours}, людей {len(problem.people)}. {status}",
            f"{name}: {len(problem.duties)} duties, {hours} hours, {len(problem.people)} people. {status}",
        )
    )
    for x in result.levels:
        objective = label(f"assignment_objective.{x.objective}", console.language)
        bound = text("доказано", "proven") if x.is_proven else text(f"не меньше {x.bound}", f"at least {x.bound}")
        console.say(f"  {objective}: {x.value} ({bound})")
    taught: Counter[PersonKey] = Counter()
    for duty, person in plan.person_of.items():
        taught[person] += problem.duty_of[duty].hours
    for person, count in sorted(taught.items(), key=lambda t: (-t[1], t[0]))[:MOST_SHOWN]:
        own = named.lessons(d for d in problem.duties if plan.person_of.get(d.key) == person)
        console.say(f"  {count:>5}  {named.person(person)} ({person}): {own}")
    more(console, MOST_SHOWN, len(taught))
    console.say(text(f"Никто не ведёт: {len(open_)}", f"Nobody teaches: {len(open_)}"))
    for d in sorted(open_, key=lambda d: (d.first, d.key))[:MOST_SHOWN]:
        console.say(f"  {d.first}  {d.hours:>4}  {d.group}  {d.element} {d.title}: {named.needs(d.needs)}")
    more(console, MOST_SHOWN, len(open_))
