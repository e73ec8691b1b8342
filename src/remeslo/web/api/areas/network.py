"""Workshops over the year: bookings, and the days that one college asks for in another's workshop."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import BaseModel, Field

from remeslo.web.api.access import ApiRequest
from remeslo.web.api.area import IN_CLUSTER, Area
from remeslo.web.api.enums import Scope
from remeslo.web.api.paging import Asked, Page, newest_first, part
from remeslo.web.api.problems import Problem, Slip, broken_rules, invalid, wrong
from remeslo.web.api.values import Day, Given, Key, Line, Number, Year
from remeslo.web.apps.common.access import require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.models import SlotAsk
from remeslo.web.apps.network.rights import thing
from remeslo.web.apps.network.scene import Scene
from remeslo.web.apps.network.services import slots
from remeslo.web.apps.network.snapshot import scene
from remeslo.web.apps.network.views.page import NetworkPage
from remeslo.web.apps.network.wishes import MOST_WEEKS, WishForm

AREA = Area("network", Scope.NETWORK_READ, Scope.NETWORK_WRITE)
SLOTS = f"{IN_CLUSTER}/network/slots"
ONE = f"{SLOTS}/{{number}}"


class Booking(BaseModel):
    """What a request got: the place, the shift, and in each study week (from 0) how many days."""

    request: str
    partner: str
    groups: list[str]
    element: str
    title: str
    size: int
    place: str
    owner: str
    shift: int
    days: dict[int, int]
    pinned: bool


class Bookings(Page[Booking]):
    """A page of bookings of one version of the year's allocation; ``version`` is null before the first."""

    year: int
    version: int | None
    published: bool


class SlotWord(BaseModel):
    """What was said of a request, when."""

    what: str
    text: str
    at: datetime


class Slot(BaseModel):
    """A request between colleges; ``days`` by study week (from 0)."""

    number: int
    year: int
    partner: str
    owner: str
    group: str
    element: str
    title: str
    size: int
    place: str
    shift: int
    days: dict[int, int]
    state: str
    words: list[SlotWord]


class Slots(Page[Slot]):
    """A page of requests, the last asked first."""


class Wish(Given):
    """Days that a college asks for in a workshop of another: so many weeks in a row from ``first``."""

    partner: Key
    group: Line = Field(min_length=1)
    element: Line = ""
    title: Line = Field(min_length=1)
    size: int = Field(ge=1, le=200)
    place: Key
    shift: int = Field(1, ge=1, le=9)
    first: Day
    weeks: int = Field(ge=1, le=MOST_WEEKS)
    days: int = Field(ge=1, le=6)
    text: str = Field("", max_length=500)


class SlotAnswer(Given):
    """The owner's word; declining needs a reason."""

    answer: Literal["approve", "decline"]
    text: str = Field("", max_length=500)


class Withdrawal(Given):
    """Why the request is taken back; may be empty."""

    text: str = Field("", max_length=500)


class AskedYear(Asked):
    """Which planned year; the first unless named."""

    year: Year | None = None


class AskedBookings(AskedYear):
    """Which year and version; who does not allocate gets what is published."""

    version: Number | None = None


@AREA.get(f"{IN_CLUSTER}/network/bookings", Action.SEE_NETWORK, out=Bookings)
def bookings(request: ApiRequest, cluster: str, asked: Query[AskedBookings]) -> Bookings:
    """List who got which workshop in which weeks of the year."""
    page = NetworkPage(request, "requests")
    held = page.held
    shown, more = part(held.bookings if held else (), asked, lambda b: (str(b.request),), "bookings")
    items = [
        Booking(
            request=b.request,
            partner=b.partner,
            groups=list(b.groups),
            element=b.element,
            title=b.title,
            size=b.size,
            place=b.place,
            owner=b.owner,
            shift=b.shift,
            days=_days((block.week, block.days) for block in b.blocks),
            pinned=bool(held and b.request in held.pinned),
        )
        for b in shown
    ]
    number = page.version.number if page.version else None
    return Bookings(items=items, next=more, year=page.year, version=number, published=page.is_published)


@AREA.get(SLOTS, Action.SEE_NETWORK, out=Slots)
def listing(request: ApiRequest, cluster: str, asked: Query[AskedYear]) -> Slots:
    """List the requests between colleges, the last asked first."""
    rows = SlotAsk.objects.filter(cluster=request.cluster).select_related("partner", "owner")
    if asked.year is not None:
        rows = rows.filter(year=asked.year)
    shown, more = newest_first(rows.prefetch_related("words"), asked, "slots")
    return Slots(items=[_slot(row) for row in shown], next=more)


@AREA.post(SLOTS, Action.ASK_SLOT, out=Slot, status=201)
def ask(request: ApiRequest, cluster: str, given: Wish) -> Slot:
    """Ask for days in another organisation's workshop; nothing is booked until its answer."""
    today = scene(request.cluster)
    houses = queries.organisations(request.cluster)
    partner = houses.get(given.partner)
    require(request.user, Action.ASK_SLOT, thing(request.cluster, partner))
    form = WishForm(today, {name: str(value) for name, value in given.model_dump().items()})
    if form.errors:
        raise invalid([Slip(f"body.{name}", "rule", text) for name, text in form.errors.items()])
    place = form.place
    owner = houses.get(str(place.owner)) if place else None
    if place is None or partner is None or owner is None:
        raise wrong("body.place", "rule", _("Choose a workshop of another organisation."))
    wish = slots.Wish(
        partner=partner,
        owner=owner,
        group=form.text("group"),
        element=form.text("element"),
        title=form.text("title", 300),
        size=given.size,
        place=place.key,
        shift=form.shift,
        blocks=[(b.week, b.days) for b in form.blocks],
    )
    row = slots.ask(request.cluster, today.year, wish, text=given.text, by=request.user, at=request.moment)
    request.told["Location"] = f"{request.path}/{row.number}"
    return _slot(row)


@AREA.post(f"{ONE}/answer", Action.ANSWER_SLOT, out=Slot)
def answer(request: ApiRequest, cluster: str, number: Number, given: SlotAnswer) -> Slot:
    """Approve the days of the own workshop, or decline with a reason."""
    row = _row(request, number)
    require(request.user, Action.ANSWER_SLOT, thing(request.cluster, row.owner))
    if given.answer == "approve":
        today: Scene = scene(request.cluster, row.year)
        return _said(lambda: slots.approve(request.cluster, today, number, text=given.text, **_by(request)))
    if not given.text.strip():
        raise wrong("body.text", "missing", _("Say why: the college has to know what to look for instead."))
    return _said(lambda: slots.decline(request.cluster, number, text=given.text, **_by(request)))


@AREA.post(f"{ONE}/withdraw", Action.ASK_SLOT, out=Slot)
def withdraw(request: ApiRequest, cluster: str, number: Number, given: Withdrawal) -> Slot:
    """Take the own college's request back before it is answered."""
    row = _row(request, number)
    require(request.user, Action.ASK_SLOT, thing(request.cluster, row.partner))
    return _said(lambda: slots.withdraw(request.cluster, number, text=given.text, **_by(request)))


@AREA.get(ONE, Action.SEE_NETWORK, out=Slot)
def slot(request: ApiRequest, cluster: str, number: Number) -> Slot:
    """Read one request with what was said of it."""
    return _slot(_row(request, number))


def _said(act: Callable[[], SlotAsk]) -> Slot:
    try:
        return _slot(act())
    except slots.Answered:
        raise Problem("conflict", _("It was answered or withdrawn meanwhile.")) from None
    except slots.NotPossible as refusal:
        raise broken_rules(refusal.findings, _("The days are no longer free.")) from None


def _by(request: ApiRequest) -> dict[str, Any]:
    return {"by": request.user, "at": request.moment}


def _row(request: ApiRequest, number: int) -> SlotAsk:
    row = queries.ask_numbered(request.cluster, number)
    if row is None:
        raise Http404
    return row


def _days(blocks: Any) -> dict[int, int]:
    found: dict[int, int] = {}
    for week, days in blocks:
        found[week] = found.get(week, 0) + days
    return found


def _slot(row: SlotAsk) -> Slot:
    return Slot(
        number=row.number,
        year=row.year,
        partner=row.partner.key,
        owner=row.owner.key,
        group=row.group,
        element=row.element,
        title=row.title,
        size=row.size,
        place=row.place,
        shift=row.shift,
        days=_days(row.blocks),
        state=row.state,
        words=[SlotWord(what=w.what, text=w.text, at=w.at) for w in row.words.all()],
    )
