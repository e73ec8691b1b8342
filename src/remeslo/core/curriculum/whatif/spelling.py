"""
Changes in one line of text, as the command line and a page's address write them.

``week_max_hours=37`` a rule; ``exams_per_year_max=+1`` one more than now; ``vacation:1=-1``; ``resource:W1=+1``;
``recognise:ОП.01``; ``window:ПП.01`` gone, ``window:ПП.01=+2`` two weeks wider; ``link:ОП.01>ОП.04``; ``curriculum``.
"""

from fractions import Fraction

from remeslo.core.curriculum.rules import Rule
from remeslo.core.curriculum.whatif.change import Aspect, Change, ChangeRefused


def spell(change: Change) -> str:
    """The text that `parse` reads back as the same change."""
    if change.aspect is Aspect.RULE:
        name = change.key
    else:
        name = f"{change.aspect}:{change.key}" if change.key else change.aspect.value
    if change.by is not None:
        return f"{name}={_signed(change.by)}"
    return name if change.to is None else f"{name}={change.to}"


def parse(text: str) -> Change:
    """A change from its text; raises ChangeRefused with what was not understood."""
    name, has_value, value = (part.strip() for part in text.partition("="))
    word, _, key = (part.strip() for part in name.partition(":"))
    aspect = next((a for a in Aspect if a == word), None)
    if aspect is None:
        if name not in set(Rule):
            raise ChangeRefused("whatif.unknown", text=text, known=(*Rule, *(a for a in Aspect if a != Aspect.RULE)))
        aspect, key = Aspect.RULE, name
    if not has_value:
        return Change(aspect, key)
    number = _number(value, text)
    return Change(aspect, key, by=number) if value[0] in "+-" else Change(aspect, key, to=number)


def _number(value: str, text: str) -> int | Fraction:
    try:
        exact = Fraction(value.replace(",", ".").replace("\N{MINUS SIGN}", "-"))
    except (ValueError, ZeroDivisionError):
        raise ChangeRefused("whatif.not_a_number", text=text, value=value) from None
    return exact.numerator if exact.denominator == 1 else exact


def _signed(number: int | Fraction) -> str:
    return f"+{number}" if number >= 0 else str(number)
