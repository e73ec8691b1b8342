"""The page of the built-in indicators in docs/rules, made from the data so that it never says anything else."""

from collections.abc import Mapping

from remeslo.core.results.indicator import Edition, Indicator, Measure, Side
from remeslo.interchange.resultpack.selections import write

_HEAD = """# Indicators

Made from `src/remeslo/packs/indicators/cluster-2026.toml` by `python -m remeslo.interchange.resultpack`; do not edit by
hand. How a definition is written: [FORMAT.md](../../src/remeslo/interchange/resultpack/FORMAT.md).

A figure is SUM(above) ÷ SUM(below) at every level, never a mean of shares. A fact counts where its learner's last
admission is, other facts where they say themselves. Disputed facts count nowhere and are told beside the figure.
Completeness is SUM(known) ÷ SUM(expected). The state of a figure is the worst that applies: no data, disputed,
incomplete, claimed, confirmed. Figures about fewer than five people are hidden, and with them as many others as it
takes ([0032](../decisions/0032-small-groups-are-hidden-by-the-same-audit.md)).

"""


def page(indicators: Mapping[str, Indicator]) -> str:
    """Markdown: a section an indicator, an edition a list."""
    parts = [_HEAD]
    for indicator in indicators.values():
        parts.append(f"## {indicator.key}: {indicator.title_en}\n\n{indicator.title_ru}\n\n{indicator.text_en}\n")
        parts += [_edition(e, indicator) for e in sorted(indicator.editions, key=lambda e: e.since)]
    return "\n".join(parts).rstrip() + "\n"


def _edition(edition: Edition, indicator: Indicator) -> str:
    sides = (
        ("above", edition.above),
        ("below", edition.below),
        ("known", edition.known),
        ("expected", edition.expected),
    )
    rows = [f"- {name}: {_side(side)}" for name, side in sides if side is not None]
    if edition.count_on is not None:
        rows.append(f"- counted on: {edition.count_on[0]:02d}-{edition.count_on[1]:02d}")
    typical = [str(t) for t in (edition.typical_least, edition.typical_most) if t is not None]
    if typical:
        rows.append(f"- customary target: {' to '.join(dict.fromkeys(typical))}")
    mark = "yes" if edition.verified else "no"
    rows.append(
        f"- since {edition.since.isoformat()}; unit: {indicator.unit.value}; verified: {mark}; {edition.source}"
    )
    return "\n".join(rows) + "\n"


def _side(side: Side) -> str:
    """In words of the definition: ``subjects of `graduation` that also have `employment …` ``."""
    counted = {Measure.SUBJECTS: "subjects", Measure.FACTS: "facts", Measure.VALUE: f"sum of `{side.value}`"}
    text = f"{counted[side.measure]} of `{write(side.of)}`"
    if side.also:
        text += " that also have " + " and ".join(f"`{write(s)}`" for s in side.also)
    if side.without:
        text += ", without " + " and ".join(f"`{write(s)}`" for s in side.without)
    return text
