"""Targets in `remeslo fund simulate`: plans beside what came of them, and plans that nearly every cohort reaches."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from remeslo.cli.console import Console
from remeslo.core.base.facts import Fact
from remeslo.core.line.ambition import PlanChance, histories, plan_chances
from remeslo.core.line.trials import last_day, world_of
from remeslo.core.results.invented import Scene
from remeslo.core.results.targets import TargetHistory, TargetYear
from remeslo.interchange.resultpack import builtin_indicators, builtin_kinds

MARK = "!"
ENOUGH = 20
"""Cohorts from which on nineteen of twenty can be told from all."""


def targets_data(facts: Iterable[Fact], on: date, scene: Scene | None, seeds: Sequence[int]) -> dict[str, object]:
    """``targets`` by indicator and year; with a scene also ``chances`` of its drawn cohorts."""
    found = histories(facts, on=on, indicators=builtin_indicators().values(), kinds=builtin_kinds())
    told: dict[str, object] = {"targets": [_history(h) for h in found]}
    if scene is not None:
        drawn = plan_chances(
            found,
            world_of(scene),
            seeds=seeds,
            first=scene.first,
            on=last_day(scene),
            indicators=builtin_indicators(),
            kinds=builtin_kinds(),
        )
        told["chances"] = [_chance(c) for c in drawn]
    return told


def tell_targets(told: Mapping[str, object], console: Console) -> None:
    """The same as lines: an indicator's plans and figures, and its chance."""
    targets: list[dict[str, object]] = told.get("targets", [])  # type: ignore[assignment]
    if targets:
        console.say(console.text("Показатели: план → факт", "Indicators: plan → figure"))
    for target in targets:
        years: list[dict[str, str | None]] = target["years"]  # type: ignore[assignment]
        line = "; ".join(f"{y['year']}: {y['plan']} → {y['value'] or '—'}" for y in years)
        low = console.text("план занижен", "the plan is too low") if target["too_low"] else ""
        console.say(f"  {MARK if low else ' '} {target['indicator']}  {line}" + (f"  ({low})" if low else ""))
    drawn: list[dict[str, object]] = told.get("chances", [])  # type: ignore[assignment]
    if drawn:
        console.say(
            console.text(
                f"Какая часть разыгранных наборов ({told['draws']}) достигает плана:",
                f"Share of drawn cohorts ({told['draws']}) that reach the plan:",
            )
        )
    enough = not drawn or int(str(told["draws"])) >= ENOUGH
    for chance in drawn:
        nothing = (
            console.text("план ничего не требует", "the plan asks for nothing")
            if enough and chance["asks_nothing"]
            else ""
        )
        share = f"{Decimal(str(chance['reached'])):.0%}"
        plan = f"{chance['indicator']} ≥ {chance['plan']}: {share}"
        console.say(f"  {MARK if nothing else ' '} {plan}" + (f"  ({nothing})" if nothing else ""))
    if not enough:
        console.say(
            console.text(
                f"  Наборов мало, чтобы судить о плане: задайте --draws {ENOUGH} или больше.",
                f"  Too few cohorts to judge a plan by: give --draws {ENOUGH} or more.",
            )
        )


def _history(history: TargetHistory) -> dict[str, object]:
    return {
        "indicator": history.indicator,
        "too_low": history.too_low,
        "years": [_year(y) for y in history.years],
    }


def _year(year: TargetYear) -> dict[str, object]:
    return {
        "year": str(year.year),
        "plan": f"{year.plan:f}",
        "value": _text(year.value),
        "fulfilment": _text(year.fulfilment),
        "overfulfilled": year.overfulfilled,
        "below_the_past": year.below_the_past,
    }


def _chance(found: PlanChance) -> dict[str, object]:
    return {
        "indicator": found.indicator,
        "plan": f"{found.chance.plan:f}",
        "reached": _text(found.chance.reached),
        "asks_nothing": found.chance.asks_nothing,
        "results": [_text(r) for r in found.results],
    }


def _text(value: Fraction | None) -> str | None:
    """Four places, half up; ``None`` stays."""
    if value is None:
        return None
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal('0.0001'), ROUND_HALF_UP):f}"
