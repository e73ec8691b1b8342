"""Every amount in three lines: the formula, the formula with words, the formula with numbers; down to facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.facts import Fact
from remeslo.core.funding.book import FactBook
from remeslo.core.funding.expression import evaluate, reworded
from remeslo.core.funding.formulas import FORMULAS
from remeslo.core.funding.lines import Line, Used
from remeslo.core.funding.pack import Rule, RulePack


@dataclass(frozen=True)
class Explanation:
    """
    A line laid open.

    Parameters
    ----------
    formula, with_names, with_numbers
        The same formula three times; ``with_names`` and the words are in Russian and English.
    exact
        The value before rounding.
    used
        Every number with its words and where it comes from.
    facts
        The facts behind it, those of the book in force, with evidence.
    """

    line: Line
    rule: Rule
    formula: str
    with_names: tuple[str, str]
    with_numbers: str
    exact: Fraction
    used: tuple[tuple[Used, tuple[str, str]], ...]
    facts: tuple[Fact, ...]


def explain_line(pack: RulePack, line: Line, book: FactBook) -> Explanation:
    """The explanation of a line of this pack by the facts of a book."""
    words = {u.name: words_for(pack, line.rule, u.name) for u in line.because}
    numbers = {u.name: _number(u.value) for u in line.because}
    return Explanation(
        line=line,
        rule=pack.rule(line.rule),
        formula=reworded(line.formula, {}),
        with_names=(
            reworded(line.formula, {k: f"«{ru}»" for k, (ru, _) in words.items()}),
            reworded(line.formula, {k: f"“{en}”" for k, (_, en) in words.items()}),
        ),
        with_numbers=reworded(line.formula, numbers),
        exact=evaluate(line.formula, {u.name: u.value for u in line.because}),
        used=tuple((u, words[u.name]) for u in line.because),
        facts=tuple(book.by_key[k] for k in line.facts if k in book.by_key),
    )


def words_for(pack: RulePack, rule: str, name: str) -> tuple[str, str]:
    """Russian and English words of a name in a rule's formulas: the pack's, a parameter's, the formula's, a fact's."""
    if name in pack.names:
        return pack.names[name]
    used = pack.rule(rule)
    param = pack.params.get(used.params.get(name, name))
    if param is not None:
        return param.title_ru, param.title_en
    formula = FORMULAS[used.formula]
    if name in formula.names:
        return formula.names[name]
    values: Mapping[str, tuple[str, str]] = {
        v.name: (v.title_ru, v.title_en) for spec in formula.facts for v in spec.values
    }
    return values.get(name, (name, name))


def _number(value: Decimal | Fraction | int) -> str:
    """A number as it is read: a decimal where it ends, else a fraction in parentheses."""
    if isinstance(value, Fraction):
        places = _places(value)
        if places is None:
            return f"({value.numerator} ÷ {value.denominator})"
        value = Decimal(value.numerator * 10**places // value.denominator).scaleb(-places)
    text = str(value) if isinstance(value, int) else f"{value:f}"
    return text if value >= 0 else f"({text.replace('-', '−')})"


def _places(value: Fraction) -> int | None:
    for places in range(9):
        if (value * 10**places).denominator == 1:
            return places
    return None
