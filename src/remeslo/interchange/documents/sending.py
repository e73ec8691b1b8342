"""The order that sends people to courses («приказ о направлении») as PDF: who goes where, who stands in meanwhile."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import resources

import typst

from remeslo.core.base.findings import ProblemError
from remeslo.interchange.sentences import Language, label, number, wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One person on one course."""

    person: str
    position: str
    course: str
    host: str
    first: date
    last: date
    hours: int
    price: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Lessons of somebody who is away that another person gives: of one element and group, ``hours`` in all."""

    person: str
    away: str
    element: str
    group: str
    first: date
    last: date
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingOrder:
    """
    One order of one organisation.

    Parameters
    ----------
    number, day
        Of the order; none: lines to write on.
    sendings
        At least one.
    grounds
        What the order rests on, in plain words.
    head
        Position and name of whoever signs.
    currency
        Of the prices, in plain words.
    illustrative
        True for invented data: marked on the paper.

    Raises
    ------
    ProblemError
        When nobody is sent.
    """

    organisation: str
    sendings: tuple[Sending, ...]
    stand_ins: tuple[StandIn, ...] = ()
    number: str = ""
    day: date | None = None
    settlement: str = ""
    grounds: str = ""
    head: tuple[str, str] = ("", "")
    currency: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        if not self.sendings:
            raise ProblemError("an order sends at least one person.")


def sending_pdf(order: SendingOrder, *, language: Language) -> bytes:
    """The PDF, the same bytes for the same values."""
    template = (resources.files(__package__) / "sending.typ").read_bytes()
    text = json.dumps(_data(order, language), ensure_ascii=False)
    made: bytes = typst.compile(template, sys_inputs={"data": text}, ignore_system_fonts=True)
    return made


def _data(o: SendingOrder, language: Language) -> dict[str, object]:
    def word(key: str) -> str:
        return label(f"sending.{key}", language)

    def days(first: date, last: date) -> str:
        return f"{wording(first, language)} – {wording(last, language)}"

    total = sum((s.price for s in o.sendings), Decimal(0))
    sent = [
        [
            str(n),
            s.person,
            s.position,
            s.course,
            s.host,
            days(s.first, s.last),
            number(s.hours, language),
            _sum(s.price, language),
        ]
        for n, s in enumerate(o.sendings, start=1)
    ]
    standing = [
        [str(n), s.person, s.away, s.element, s.group, days(s.first, s.last), number(s.hours, language)]
        for n, s in enumerate(o.stand_ins, start=1)
    ]
    position, name = o.head
    return {
        "language": language,
        "heading": word("heading"),
        "about": word("about"),
        "organisation": o.organisation,
        "settlement": o.settlement,
        "number": f"{word('number')} {o.number or '_' * 10}",
        "day": wording(o.day, language) if o.day else "«____» ______________ ______",
        "orders": word("orders"),
        "send": word("send"),
        "send_heads": [word(k) for k in ("row", "person", "position", "course", "host", "days", "hours", "price")],
        "sent": sent,
        "total": f"{word('total')}: {_sum(total, language)} {o.currency}".rstrip() if total else "",
        "stand_in": word("stand_in"),
        "stand_in_heads": [word(k) for k in ("row", "stand_in_person", "away", "element", "group", "days", "hours")],
        "standing": standing,
        "keep_pay": word("keep_pay"),
        "control": word("control"),
        "grounds": f"{word('grounds')}: {o.grounds}" if o.grounds else "",
        "head": [position or word("head"), name or "_" * 22],
        "read": word("read"),
        "readers": list(dict.fromkeys([*(s.person for s in o.sendings), *(s.person for s in o.stand_ins)])),
        "illustrative": label("word.illustrative", language) if o.illustrative else "",
    }


def _sum(amount: Decimal, language: Language) -> str:
    """Money with both places of the smaller unit: ``15 000,50``."""
    whole, _, part = f"{amount:.2f}".partition(".")
    return f"{number(int(whole), language)}{',' if language == 'ru' else '.'}{part}"
