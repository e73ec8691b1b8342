"""Cause sets, prices, what-ifs and plans that moved: as JSON data and as lines of text."""

from remeslo.cli.console import Console
from remeslo.core.curriculum.causes.causeset import CauseSet
from remeslo.core.curriculum.prices.price import Price, Step
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import TermResult
from remeslo.core.curriculum.whatif.ask import WhatIf
from remeslo.core.curriculum.whatif.differences import PlanDifference
from remeslo.core.curriculum.whatif.spelling import spell
from remeslo.interchange.sentences import Language, label
from remeslo.interchange.sentences.explained import say_member, say_price


def cause_set_data(causes: CauseSet, language: Language) -> dict[str, object]:
    """``{"weeks", "irreducible", "smallest", "by", "members": [...]}``."""
    return {
        "weeks": causes.weeks,
        "irreducible": causes.irreducible,
        "smallest": causes.smallest,
        "by": causes.by,
        "members": [
            {
                "kind": m.part.kind.value,
                "key": m.part.key,
                "needed": m.needed,
                "alone": m.alone,
                "decides": m.decides.value,
                "lawful": m.decides.is_lawful,
                "message": say_member(m, language).what,
            }
            for m in causes.members
        ],
    }


def price_data(price: Price, language: Language) -> dict[str, object]:
    """One line of the price list, with its curve."""
    return {
        "change": spell(price.change),
        "saved": price.unit.saved,
        "proven": price.unit.proven,
        "lawful": price.unit.lawful,
        "decides": price.unit.decides.value,
        "helps_never": price.helps_never,
        "whole_curve": price.is_whole_curve,
        "steps": [_step_data(s) for s in price.steps],
        "message": say_price(price, language).what,
    }


def _step_data(s: Step) -> dict[str, object]:
    return {
        "change": spell(s.change),
        "units": s.units,
        "weeks": s.weeks,
        "bound": s.bound,
        "saved": s.saved,
        "proof": s.proof.value,
        "proven": s.proven,
        "lawful": s.lawful,
    }


def what_if_data(answer: WhatIf, language: Language) -> dict[str, object]:
    """The new term and what changed."""
    return {
        "changes": [spell(c) for c in answer.changes],
        "status": answer.result.status.value,
        "weeks": answer.result.weeks,
        "bound": answer.result.bound,
        "weeks_saved": answer.weeks_saved,
        "proven": answer.proven,
        "lawful": answer.lawful,
        "decides": answer.decides.value,
        "decides_text": label(f"decider.{answer.decides}", language),
        "difference": None if answer.difference is None else difference_data(answer.difference),
    }


def difference_data(d: PlanDifference) -> dict[str, object]:
    """Weeks as indices from 0, as in a plan's JSON."""
    return {
        "weeks_before": d.weeks_before,
        "weeks_after": d.weeks_after,
        "hours_moved": d.hours_moved,
        "moves": [
            {
                "key": m.key,
                "before": m.before,
                "after": m.after,
                "hours_before": m.hours_before,
                "hours_after": m.hours_after,
                "hours_moved": m.hours_moved,
            }
            for m in d.moves
        ],
    }


def tell(
    console: Console,
    problem: TermProblem,
    result: TermResult,
    causes: CauseSet | None,
    prices: tuple[Price, ...],
    answer: WhatIf | None,
) -> None:
    """The same in lines of text."""
    status = label(f"status.{result.status.value}", console.language)
    console.say(
        console.text(
            f"{problem.key}: {status}, недель {result.weeks or '—'}, граница {result.bound}",
            f"{problem.key}: {status}, weeks {result.weeks or '—'}, bound {result.bound}",
        )
    )
    if causes is not None:
        _tell_causes(console, causes)
    if prices:
        _tell_prices(console, prices)
    if answer is not None:
        tell_what_if(console, answer)


def _tell_causes(console: Console, causes: CauseSet) -> None:
    sure = {
        True: console.text("наименьший набор", "the smallest set"),
        False: console.text("ничего лишнего нет", "nothing in it can be left out")
        if causes.irreducible
        else console.text("может быть и лишнее", "some of it may be superfluous"),
    }[causes.smallest]
    console.say(
        console.text(
            f"  Меньше {causes.weeks} недель нельзя, потому что вместе ({sure}):",
            f"  Fewer than {causes.weeks} weeks are impossible because of, together ({sure}):",
        )
    )
    for m in causes.members:
        console.say(f"    {say_member(m, console.language)}")


def _tell_prices(console: Console, prices: tuple[Price, ...]) -> None:
    console.say(console.text("  Цена единицы (недель меньше):", "  Price of a unit (weeks saved):"))
    for p in prices:
        saved = "?" if p.unit.saved is None else str(p.unit.saved)
        proof = "" if p.unit.proven else console.text(" (не доказано)", " (not proven)")
        curve = ", ".join(f"{s.units}: {'?' if s.saved is None else s.saved}" for s in p.steps[1:])
        more = f" [{curve}]" if curve else ""
        console.say(f"    {saved:>3}{proof}  {spell(p.change)}{more}  {say_price(p, console.language)}")


def tell_what_if(console: Console, answer: WhatIf) -> None:
    """A what-if in a few lines."""
    result = answer.result
    status = label(f"status.{result.status.value}", console.language)
    saved = "?" if answer.weeks_saved is None else answer.weeks_saved
    changes = ", ".join(spell(c) for c in answer.changes)
    console.say(
        console.text(
            f"  Если {changes}: {status}, недель {result.weeks or '—'}, граница {result.bound}, меньше на {saved}. "
            f"Решает: {label(f'decider.{answer.decides}', console.language)}.",
            f"  If {changes}: {status}, weeks {result.weeks or '—'}, bound {result.bound}, saved {saved}. "
            f"To decide: {label(f'decider.{answer.decides}', console.language)}.",
        )
    )
    if answer.difference is not None:
        tell_difference(console, answer.difference)


def tell_difference(console: Console, d: PlanDifference) -> None:
    """Elements that moved, weeks counted from 1."""
    console.say(
        console.text(
            f"  Передвинуто элементов: {len(d.moves)}, часов: {d.hours_moved}.",
            f"  Elements moved: {len(d.moves)}, hours: {d.hours_moved}.",
        )
    )
    for m in d.moves:
        console.say(f"    {m.key}: {_span(m.before)} -> {_span(m.after)}, {m.hours_before} -> {m.hours_after}")


def _span(weeks: tuple[int, int] | None) -> str:
    return "—" if weeks is None else f"{weeks[0] + 1}–{weeks[1] + 1}"
