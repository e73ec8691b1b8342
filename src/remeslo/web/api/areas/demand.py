"""Demand cards: an employer's own in full, those of others only summed up, as on the pages."""

from datetime import date, datetime
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import BaseModel, Field

from remeslo.core.competence.demand import DemandCard
from remeslo.web.api.access import ApiRequest
from remeslo.web.api.area import IN_CLUSTER, Area
from remeslo.web.api.enums import Scope
from remeslo.web.api.etags import require_match, tell
from remeslo.web.api.paging import Asked, Page, part
from remeslo.web.api.problems import Slip, invalid
from remeslo.web.api.values import Day, Given, Key, Line, Number, Text
from remeslo.web.apps.common.access import require
from remeslo.web.apps.common.models import DocumentVersion, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.demand import queries, services
from remeslo.web.apps.demand.employers import employers_of
from remeslo.web.apps.demand.fields import MAX_PEOPLE, MAX_REQUIREMENTS, CardFields, RequirementFields, to_card
from remeslo.web.apps.registry.values import version_value

AREA = Area("demand", Scope.DEMAND_READ, Scope.DEMAND_WRITE)
CARDS = f"{IN_CLUSTER}/demand/cards"
ONE = f"{CARDS}/{{path:key}}"
Level = Literal[1, 2, 3]


class Headcount(Given):
    """People wanted in a year."""

    year: int = Field(ge=2000, le=2100)
    people: int = Field(ge=1, le=MAX_PEOPLE)


class Requirement(Given):
    """What these people must be able to do; ``number`` stays with it for ever."""

    number: int = Field(ge=1, le=99_999)
    text: Text = ""
    functions: list[Line] = Field(default_factory=list, max_length=50, description="Work functions: 40.002/A/01.2")
    criticality: Level = 2
    proficiency: Level = 2


class CardGiven(Given):
    """A card as it is written."""

    employer: Key
    job: Line = Field(min_length=1)
    deadline: Day
    programme: Key | None = None
    equipment: list[Line] = Field(default_factory=list, max_length=200)
    note: Text = ""
    headcount: list[Headcount] = Field(min_length=1, max_length=50)
    requirements: list[Requirement] = Field(min_length=1, max_length=MAX_REQUIREMENTS)


class Publishing(Given):
    """Which version is to be published."""

    version: int = Field(ge=1, le=999_999)


class Withdrawing(Given):
    """Out of planning, or back."""

    withdrawn: bool


class CardLine(BaseModel):
    """A card in the list."""

    key: str
    job: str
    employer: str | None
    people: dict[int, int]
    deadline: date
    requirements: int
    programme: str
    state: str


class Others(BaseModel):
    """Published cards that the reader may not open, summed up; null where the sum would give one employer away."""

    cards: int
    employers: int | None
    people: dict[int, int] | None


class Cards(Page[CardLine]):
    """A page of cards that may be opened, and the rest summed up."""

    others: Others


class CardWhole(BaseModel):
    """One version of a card."""

    key: str
    version: int
    saved_at: datetime
    state: str
    withdrawn: bool
    employer: str
    job: str
    deadline: date
    programme: str | None
    equipment: list[str]
    note: str
    headcount: list[dict[str, int]]
    requirements: list[dict[str, Any]]


class CardVersion(BaseModel):
    """A version in the list of versions."""

    number: int
    saved_at: datetime
    author: str
    published: bool
    note: str


class CardVersions(Page[CardVersion]):
    """A page of versions, the newest first."""


class AskedCards(Asked):
    """Which cards."""

    text: str = Field("", max_length=200, description="Words that the card must have.")
    employer: str = Field("", max_length=100)
    programme: str = Field("", max_length=300)


class AskedVersion(BaseModel):
    """Which version; the latest unless named."""

    version: Number | None = None


@AREA.get(CARDS, Action.SEE_DEMAND, out=Cards)
def cards(request: ApiRequest, cluster: str, asked: Query[AskedCards]) -> Cards:
    """List the cards that the person may open; all others only as sums."""
    picture = queries.demand_picture(request.cluster, request.user, asked.text, asked.employer, asked.programme)
    shown, more = part(picture.rows, asked, lambda r: (r.document.key,), "cards")
    others = picture.others
    return Cards(
        items=[_line(r) for r in shown],
        next=more,
        others=Others(
            cards=others.cards,
            employers=None if others.hidden else others.employers,
            people=None if others.hidden else others.people,
        ),
    )


@AREA.post(CARDS, Action.SEE_DEMAND, out=CardWhole, status=201)
def create(request: ApiRequest, cluster: str, given: CardGiven) -> CardWhole:
    """Write a new card of an employer whose cards the person writes."""
    key = services.next_key(request.cluster, given.employer)
    value = _read(request, key, given)
    version = services.save_card(request.cluster, value, based_on=0, by=request.user, draft_key="")
    request.told["Location"] = f"{request.path}/{version.document.key}"
    return _whole(request, version.document, version)


@AREA.get(f"{ONE}/versions", Action.SEE_DEMAND, out=CardVersions)
def versions(request: ApiRequest, cluster: str, key: str, asked: Query[Asked]) -> CardVersions:
    """List the versions of a card, the newest first."""
    document = _card(request, key)
    rows = document.versions.select_related("author").defer("body")
    shown, more = part(rows, asked, lambda v: (-v.number,), "card-versions")
    items = [
        CardVersion(
            number=v.number,
            saved_at=v.saved_at,
            author=str(v.author or ""),
            published=v.pk == document.published_id,
            note=v.note,
        )
        for v in shown
    ]
    return CardVersions(items=items, next=more)


@AREA.post(f"{ONE}/publish", Action.SEE_DEMAND, out=CardWhole, if_match=True)
def publish(request: ApiRequest, cluster: str, key: str, given: Publishing) -> CardWhole:
    """Make a version the one that planning uses."""
    document = _card(request, key, Action.PUBLISH_CARD)
    require_match(request, document.latest)
    _version(document, given.version)
    version = services.publish_card(document, given.version, by=request.user)
    document.refresh_from_db()
    return _whole(request, document, version)


@AREA.post(f"{ONE}/withdraw", Action.SEE_DEMAND, out=CardWhole)
def withdraw(request: ApiRequest, cluster: str, key: str, given: Withdrawing) -> CardWhole:
    """Take a card out of planning, or put it back; its versions stay."""
    document = _card(request, key, Action.PUBLISH_CARD)
    services.set_withdrawn(document, given.withdrawn, by=request.user)
    return _whole(request, document, _version(document, None))


@AREA.get(ONE, Action.SEE_DEMAND, out=CardWhole, tagged=True)
def card(request: ApiRequest, cluster: str, key: str, asked: Query[AskedVersion]) -> CardWhole:
    """Read a card: the latest version, or the one named."""
    document = _card(request, key)
    return _whole(request, document, _version(document, asked.version))


@AREA.put(ONE, Action.SEE_DEMAND, out=CardWhole)
def change(request: ApiRequest, cluster: str, key: str, given: CardGiven) -> CardWhole:
    """Save the next version of a card; it is not published by that."""
    document = _card(request, key, Action.EDIT_CARD)
    require_match(request, document.latest)
    value = _read(request, document.key, given, document)
    assert document.latest is not None
    version = services.save_card(
        request.cluster, value, based_on=document.latest.number, by=request.user, draft_key=document.key
    )
    return _whole(request, version.document, version)


def _card(request: ApiRequest, key: str, action: Action = Action.SEE_CARD) -> VersionedDocument:
    """The card, if the person may do this with it; unseen cards do not exist."""
    document = queries.card(request.cluster, key)
    if document is None or not can(request.user, Action.SEE_CARD, document):
        raise Http404
    require(request.user, action, document)
    return document


def _version(document: VersionedDocument, number: int | None) -> DocumentVersion:
    rows = document.versions.select_related("document", "author")
    found = rows.filter(pk=document.latest_id) if number is None else rows.filter(number=number)
    version: DocumentVersion | None = found.first()
    if version is None:
        raise Http404
    return version


def _read(request: ApiRequest, key: str, given: CardGiven, document: VersionedDocument | None = None) -> DemandCard:
    """The card that was written; what the form of the page refuses is refused here with the same words."""
    fields = CardFields(
        employer=given.employer,
        job=given.job,
        deadline=given.deadline.isoformat(),
        programme=given.programme or "",
        equipment="\n".join(given.equipment),
        note=given.note,
        headcount=tuple((str(h.year), str(h.people)) for h in given.headcount),
        requirements=tuple(_fields(r) for r in given.requirements),
    )
    writable = {o.key for o in employers_of(request.user, request.cluster, document)}
    if not writable:
        raise PermissionDenied(str(Action.EDIT_CARD))
    reading = to_card(key, fields, employers=writable, programmes=queries.outlines(request.cluster).keys())
    slips = [Slip(_place(name, given), "rule", text) for name, texts in reading.errors.items() for text in texts]
    numbers = [r.number for r in given.requirements]
    if len(set(numbers)) < len(numbers):
        slips.append(Slip("body.requirements", "number_twice", _("Two requirements have the same number.")))
    if slips or reading.card is None:
        raise invalid(slips)
    return reading.card


def _fields(r: Requirement) -> RequirementFields:
    return RequirementFields(
        number=r.number,
        text=r.text,
        functions=tuple(r.functions),
        criticality=str(r.criticality),
        proficiency=str(r.proficiency),
    )


def _place(name: str, given: CardGiven) -> str:
    """``r3`` is the requirement numbered 3, wherever it stands in the list."""
    numbers = [f"r{r.number}" for r in given.requirements]
    return f"body.requirements.{numbers.index(name)}" if name in numbers else f"body.{name}"


def _line(row: queries.CardRow) -> CardLine:
    document = row.document
    return CardLine(
        key=document.key,
        job=document.title,
        employer=document.owner.key if document.owner else None,
        people=row.people,
        deadline=row.deadline,
        requirements=row.requirements,
        programme=row.programme,
        state=document.state.value,
    )


def _whole(request: ApiRequest, document: VersionedDocument, version: DocumentVersion) -> CardWhole:
    tell(request, version)
    value: DemandCard = version_value(version)
    return CardWhole(
        key=document.key,
        version=version.number,
        saved_at=version.saved_at,
        state="published" if version.pk == document.published_id else "draft",
        withdrawn=document.withdrawn,
        employer=value.employer,
        job=value.job,
        deadline=value.deadline,
        programme=value.programme,
        equipment=list(value.equipment),
        note=value.note,
        headcount=[{"year": h.year, "people": h.people} for h in value.headcount],
        requirements=[
            {
                "number": r.number,
                "text": r.text,
                "functions": list(r.functions),
                "criticality": r.criticality,
                "proficiency": r.proficiency,
            }
            for r in value.requirements
        ],
    )
