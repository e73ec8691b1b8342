"""What formulas with options read: templates, conditions and names out of facts and parameters."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from remeslo.core.base.facts import Fact
from remeslo.core.funding.book import MissingValue
from remeslo.core.funding.formula import Case, said
from remeslo.core.funding.lines import Used

_FIELD = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
_CONDITION = re.compile(r"^\s*([a-z_][a-z0-9_]*)\s*(!=|>=|<=|=|>|<)\s*(.+?)\s*$")


def filled(template: str, facts: Sequence[Fact]) -> str:
    """A template with ``{subject}`` and values of facts in it, the first fact that has one; raises MissingValue."""

    def value(match: re.Match[str]) -> str:
        if match[1] == "subject":
            return facts[0].subject
        holder = holder_of(match[1], facts)
        if holder is None:
            raise MissingValue(facts[0], match[1])
        return str(holder.values[match[1]])

    return _FIELD.sub(value, template)


def holder_of(name: str, facts: Iterable[Fact]) -> Fact | None:
    """The first fact that says a value."""
    return next((f for f in facts if f.values.get(name) not in (None, "")), None)


def conditions(text: str) -> tuple[tuple[str, str, str], ...]:
    """
    ``name=word, number>=3`` as (name, sign, word).

    Raises
    ------
    ValueError
        With the part that is no condition.
    """
    found = []
    for part in filter(str.strip, text.split(",")):
        match = _CONDITION.match(part)
        if match is None:
            raise ValueError(part.strip())
        found.append((match[1], match[2], match[3]))
    return tuple(found)


def meets(text: str, facts: Sequence[Fact]) -> bool:
    """True when facts say all that the conditions want; what nobody says is not met."""
    return all(_met(name, sign, wanted, facts) for name, sign, wanted in conditions(text))


def _met(name: str, sign: str, wanted: str, facts: Sequence[Fact]) -> bool:
    holder = holder_of(name, facts)
    if holder is None:
        return sign == "!="
    value = holder.values[name]
    if sign in ("=", "!="):
        said_so = ("true" if value else "false") if isinstance(value, bool) else str(value)
        return (said_so == wanted) == (sign == "=")
    try:
        left, right = Fraction(str(value)), Fraction(wanted)
    except ValueError:
        return False
    return {">=": left >= right, "<=": left <= right, ">": left > right, "<": left < right}[sign]


def used_for(case: Case, name: str, on: date, facts: Sequence[Fact]) -> Used:
    """A name of an expression: the pack's parameter on a day, by the row that facts choose, or what a fact says."""
    if case.has_param(name):
        param = case.pack.params[case.rule.params.get(name, name)]
        holder = holder_of(param.by, facts) if param.by else None
        row = str(holder.values[param.by]) if holder is not None else ""
        return case.param(name, on, row, facts=(holder.key,) if holder is not None else ())
    holder = holder_of(name, facts)
    if holder is None:
        raise MissingValue(facts[0], name)
    return said(holder, name)
