"""`remeslo term explain`: what holds a term, what a unit of everything is worth, and what the term would be if."""

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, unreadable
from remeslo.cli.options import add_limits, add_output
from remeslo.cli.termoptions import add_source, bare_of
from remeslo.cli.termsource import read_problems
from remeslo.cli.termtold import cause_set_data, price_data, tell, what_if_data
from remeslo.core.curriculum.causes.causeset import CauseSet, cause_set
from remeslo.core.curriculum.prices.price import Price
from remeslo.core.curriculum.prices.pricelist import price_list
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import Progress, Status, TermResult
from remeslo.core.curriculum.solve import solve
from remeslo.core.curriculum.whatif.apply import apply_all
from remeslo.core.curriculum.whatif.ask import WhatIf, what_if
from remeslo.core.curriculum.whatif.change import Change, ChangeRefused
from remeslo.core.curriculum.whatif.spelling import parse
from remeslo.interchange.sentences import findings_data
from remeslo.interchange.sentences.explained import refusal

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`term explain`."""
    command = actions.add_parser("explain", help="what holds a term, its price list, and what-ifs")
    add_source(command)
    command.add_argument(
        "--what-if",
        action="append",
        default=[],
        metavar="CHANGE",
        help="week_max_hours=37, vacation:1=-1, resource:W1=+1, recognise:ELEMENT ... (may be given several times)",
    )
    command.add_argument("--no-causes", action="store_true", help="no cause set")
    command.add_argument("--no-prices", action="store_true", help="no price list")
    command.add_argument("--curve", type=int, default=4, metavar="N", help="points of a price beyond one unit (4)")
    command.add_argument(
        "--every-element", action="store_true", help="price every element recognised, not modules only"
    )
    add_limits(command)
    add_output(command)
    command.set_defaults(run=run_explain)


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything asked about one problem."""

    problem: TermProblem
    result: TermResult
    causes: CauseSet | None
    prices: tuple[Price, ...]
    answer: WhatIf | None


def run_explain(args: argparse.Namespace, console: Console) -> int:
    """With what-ifs only these are answered, else the cause set and the price list are given."""
    given = read_problems(args.source, bare_of(args))
    if not given.problems:
        return unreadable(console, given.findings, as_json=args.json)
    try:
        changes = tuple(parse(text) for text in args.what_if)
        found = [_explained(p, changes, args, console) for p in given.problems]
    except ChangeRefused as error:
        return unreadable(console, [refusal(error)], as_json=args.json)
    if args.json:
        rows = [_row(x, console) for x in found]
        reading = findings_data(given.findings, console.language)
        console.json({**rows[0], "reading": reading} if len(rows) == 1 else {"programmes": rows, "reading": reading})
    else:
        for x in found:
            tell(console, x.problem, x.result, x.causes, x.prices, x.answer)
    return Exit.HARD_FINDINGS if any(x.result.plan is None for x in found) else Exit.DONE


def _explained(
    problem: TermProblem, changes: tuple[Change, ...], args: argparse.Namespace, console: Console
) -> Explained:
    apply_all(problem, changes)  # refuses before anything is solved
    result = solve(problem, limit_s=args.limit_s, seed=args.seed)
    if changes:
        answer = what_if(problem, changes, base=result, limit_s=args.limit_s, seed=args.seed)
        return Explained(problem, result, None, (), answer)

    def show(p: Progress) -> None:
        if console.err.isatty():
            console.err.write(f"\r\x1b[K{problem.key}: {p.stage} {p.seconds:.0f} s")
            console.err.flush()

    limits = {"limit_s": args.limit_s * 2, "seed": args.seed, "progress": show}
    causes = None if args.no_causes else cause_set(problem, result, **limits)
    prices: tuple[Price, ...] = ()
    if not args.no_prices and result.status is not Status.INFEASIBLE:
        prices = price_list(
            problem, result, causes=causes, curve=args.curve, every_element=args.every_element, **limits
        )
    if console.err.isatty():
        console.err.write("\r\x1b[K")
    return Explained(problem, result, causes, prices, None)


def _row(x: Explained, console: Console) -> dict[str, object]:
    language = console.language
    row: dict[str, object] = {
        "key": x.problem.key,
        "status": x.result.status.value,
        "weeks": x.result.weeks,
        "bound": x.result.bound,
        "bound_by": x.result.bound_by,
    }
    if x.answer is not None:
        return {**row, "what_if": what_if_data(x.answer, language)}
    return {
        **row,
        "cause_set": None if x.causes is None else cause_set_data(x.causes, language),
        "prices": [price_data(p, language) for p in x.prices],
        "findings": findings_data(x.result.findings, language),
    }
