"""Typed rows of an agreement's form into values of the core, each wrong field named with a sentence."""

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.translation import gettext as _

from remeslo.core.agreements.agreement import Authority, Signatory
from remeslo.core.agreements.clause import MAY, NEEDS, Clause
from remeslo.core.agreements.kinds import Basis, ClauseKey, ClauseKind, PartyKey, PaymentForm, SignatoryKey, Unit
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import ElementKey, ProgrammeKey, WorkshopKey

KEY: Final = re.compile(r"[0-9A-Za-zЀ-ҁҊ-ӿ](?:[0-9A-Za-zЀ-ҁҊ-ӿ._-]{0,62}[0-9A-Za-zЀ-ҁҊ-ӿ])?")
"""Numbers as files keep them: letters, digits, dots, lines."""
LONGEST: Final = 5000
DAY: Final = timedelta(days=1)
Row = dict[str, Any]
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Wrong(Exception):
    """A field that cannot be: its name in the form and the sentence."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(f"{field}: {says}")
        self.field, self.says = field, says


def clean(text: str) -> str:
    """Typed text without blanks at its ends and without signs that no file can hold."""
    return _CONTROL.sub("", text.replace("\r\n", "\n")).strip()[:LONGEST]


def signatory(row: Row, n: int) -> Signatory:
    """Who signs; raises Wrong."""
    where = f"s{n}"
    if not row["name"] or not row["post"]:
        raise Wrong(f"{where}-name", _("Name and post of who signs."))
    since, last = day_of(f"{where}-since", row["since"]), day_of(f"{where}-last", row["last"])
    if since and last and last < since:
        raise Wrong(f"{where}-last", _("The last day lies before the first."))
    authority = Authority(
        post=row["post"],
        basis=one_of(Basis, f"{where}-basis", row["basis"]),
        number=row["number"],
        since=since,
        until=last + DAY if last else None,
    )
    return Signatory(key=SignatoryKey(f"s{n + 1}"), party=PartyKey(row["party"]), name=row["name"], authority=authority)


def clause(row: Row, n: int) -> Clause:
    """A clause; raises Wrong."""
    where = f"c{n}"
    kind = one_of(ClauseKind, f"{where}-kind", row["kind"])
    key = row["key"] or str(n + 1)
    if not KEY.fullmatch(key):
        raise Wrong(f"{where}-key", _("A number has letters, digits, dots and lines: 3.2."))
    asked = {*NEEDS[kind], *MAY[kind]}
    first, last = day_of(f"{where}-first", row["first"]), day_of(f"{where}-last", row["last"])
    if first and last and last < first:
        raise Wrong(f"{where}-last", _("The last day lies before the first."))
    given: dict[str, Any] = {
        "to": PartyKey(row["to"]) if row["to"] else None,
        "workshops": tuple(WorkshopKey(w) for w in dict.fromkeys(row["workshops"])),
        "programme": ProgrammeKey(row["programme"]) if row["programme"] else None,
        "elements": tuple(ElementKey(e) for e in listed(row["elements"])),
        "count": _whole(f"{where}-count", row["count"]),
        "unit": one_of(Unit, f"{where}-unit", row["unit"]) if row["unit"] else None,
        "amount": _money(f"{where}-amount", row["amount"]),
        "form": one_of(PaymentForm, f"{where}-form", row["form"]) if row["form"] else None,
    }
    for name in ("unit", "form"):  # chosen in a list of the row, whatever the kind is
        given[name] = given[name] if name in asked else None
    for name, value in given.items():
        if name in NEEDS[kind] and value in (None, ()):
            raise Wrong(f"{where}-{name}", _("This kind of clause needs it."))
        if name not in asked and value not in (None, ()):
            raise Wrong(f"{where}-{name}", _("This kind of clause does not say it: leave it empty."))
    if kind is ClauseKind.DUTY and not row["text"]:
        raise Wrong(f"{where}-text", _("Say in words what the side does."))
    try:
        return Clause(
            key=ClauseKey(key),
            kind=kind,
            party=PartyKey(row["party"]),
            first=first,
            until=last + DAY if last else None,
            text=row["text"],
            **given,
        )
    except ProblemError:
        raise Wrong(f"{where}-party", _("Two different sides, and numbers above zero.")) from None


def listed(text: str) -> tuple[Any, ...]:
    """Items between semicolons, commas or line ends, each once."""
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[;,\n]", text) if part.strip()))


def day_of(field: str, text: str, required: bool = False) -> date | None:
    """A day; raises Wrong."""
    if not text:
        if required:
            raise Wrong(field, _("Give the day."))
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Wrong(field, _("This is no day.")) from None
    if not 1990 <= day.year <= 2199:
        raise Wrong(field, _("This is no day."))
    return day


def _whole(field: str, text: str) -> int | None:
    if not text:
        return None
    digits = re.sub(r"[\s\u00a0]", "", text)
    if not re.fullmatch(r"[0-9]{1,7}", digits) or int(digits) > 1_000_000:
        raise Wrong(field, _("A whole number, at most 1,000,000."))
    return int(digits)


def _money(field: str, text: str) -> Decimal | None:
    if not text:
        return None
    plain = re.sub(r"[\s\u00a0]", "", text).replace(",", ".")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,2})?", plain) or not amount.is_finite():
        raise Wrong(field, _("Money: digits, with two after the comma at most."))
    return amount


def one_of(kind: Any, field: str, text: str) -> Any:
    """A member of a closed list; raises Wrong."""
    try:
        return kind(text)
    except ValueError:
        raise Wrong(field, _("Choose from the list.")) from None
