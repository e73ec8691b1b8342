"""`remeslo term solve`: the shortest lawful term of the programmes of a cluster folder, or of one file."""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli import termexplain, termprepare, termreplan
from remeslo.cli.console import Console, Exit, not_writable, unreadable
from remeslo.cli.options import add_limits, add_output
from remeslo.cli.termoptions import add_source, bare_of
from remeslo.cli.termsource import TermInput, read_problems
from remeslo.core.base.findings import Finding, any_hard
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.explain import explain
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import Cause, Status, TermResult
from remeslo.core.curriculum.solve import solve
from remeslo.interchange.sentences import Language, findings_data, label, say_cause
from remeslo.interchange.values import to_json

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

_WORST_FIRST = (Status.UNKNOWN, Status.INFEASIBLE, Status.CANCELLED, Status.FEASIBLE, Status.OPTIMAL)


def add_to(commands: "Commands") -> None:
    """`term solve`, `term explain`, `term replan`, `term prepare`."""
    command = commands.add_parser("term", help="the shortest lawful term")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    solving = actions.add_parser("solve", help="solve the term of a cluster folder, a programme or a table of elements")
    add_source(solving)
    solving.add_argument("--no-causes", action="store_true", help="do not ask what holds the term")
    solving.add_argument("--plan", type=Path, default=None, metavar="FILE", help="also write the hours by week as JSON")
    add_limits(solving)
    add_output(solving)
    solving.set_defaults(run=run_solve)
    termexplain.add_to(actions)
    termreplan.add_to(actions)
    termprepare.add_to(actions)


def run_solve(args: argparse.Namespace, console: Console) -> int:
    """Solves each programme; with several, the top of the answer is their worst status and longest term."""
    given = read_problems(args.source, bare_of(args))
    if not given.problems:
        return unreadable(console, given.findings, as_json=args.json)
    answers = [_answer(p, args) for p in given.problems]
    if args.plan is not None:
        plans = {p.key: to_json(r.plan) for p, (r, _, _) in zip(given.problems, answers, strict=True)}
        try:
            args.plan.write_text(json.dumps(plans, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            return unreadable(console, [not_writable(args.plan, error)], as_json=args.json)
    rows = [_row(p, *a, console.language) for p, a in zip(given.problems, answers, strict=True)]
    if args.json:
        console.json(_whole(given, answers, rows, console.language))
    else:
        _tell(rows, answers, console)
    hard = any_hard(f for _, _, fs in answers for f in fs) or any(r.plan is None for r, _, _ in answers)
    return Exit.HARD_FINDINGS if hard else Exit.DONE


Answer = tuple[TermResult, tuple[Cause, ...], tuple[Finding, ...]]


def _answer(problem: TermProblem, args: argparse.Namespace) -> Answer:
    result = solve(problem, limit_s=args.limit_s, seed=args.seed)
    causes = () if args.no_causes else explain(problem, result, seed=args.seed)
    found = (*result.findings, *(check(problem, result.plan) if result.plan else ()))
    return result, causes, tuple(found)


def _row(
    problem: TermProblem, result: TermResult, causes: Iterable[Cause], found: Iterable[Finding], language: Language
) -> dict[str, object]:
    return {
        "key": problem.key,
        "status": result.status.value,
        "weeks": result.weeks,
        "bound": result.bound,
        "bound_by": result.bound_by,
        "causes": [
            {
                "rule": c.rule,
                "where": c.where,
                "weeks_after": c.weeks_after,
                "lawful": c.lawful,
                "message": say_cause(c, language).what,
            }
            for c in causes
        ],
        "findings": findings_data(found, language),
    }


def _whole(
    given: TermInput, answers: list[Answer], rows: list[dict[str, object]], language: Language
) -> dict[str, object]:
    reading = findings_data(given.findings, language)
    if len(rows) == 1:
        return {**rows[0], "reading": reading}
    worst = min((r.status for r, _, _ in answers), key=_WORST_FIRST.index)
    weeks = [r.weeks for r, _, _ in answers]
    return {
        "status": worst.value,
        "weeks": None if None in weeks else max(w for w in weeks if w is not None),
        "bound": max(r.bound for r, _, _ in answers),
        "causes": [{**c, "programme": row["key"]} for row in rows for c in _list(row["causes"])],
        "programmes": rows,
        "reading": reading,
    }


def _list(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


def _tell(rows: list[dict[str, object]], answers: list[Answer], console: Console) -> None:
    for row, (result, causes, found) in zip(rows, answers, strict=True):
        status = label(f"status.{result.status.value}", console.language)
        console.say(
            console.text(
                f"{row['key']}: {status}, недель {result.weeks or '—'}, граница {result.bound}",
                f"{row['key']}: {status}, weeks {result.weeks or '—'}, bound {result.bound}",
            )
        )
        for c in causes:
            console.say(f"    {say_cause(c, console.language).what}")
        console.findings(found)
