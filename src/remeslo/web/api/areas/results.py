"""Facts of learners under pseudonyms, the other side's word on them, and indicators with small numbers hidden."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import BaseModel, Field

from remeslo.core.base.facts import Fact, FactKey
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.results.kinds import FactKind, validate
from remeslo.web.api.access import ApiRequest
from remeslo.web.api.area import IN_CLUSTER, Area
from remeslo.web.api.enums import Scope
from remeslo.web.api.paging import Asked, Page, part
from remeslo.web.api.problems import Problem, Slip, broken_rules, invalid, wrong
from remeslo.web.api.values import Day, Given, Key, Nothing, Year
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.results import queries
from remeslo.web.apps.results.audience import Audience, audience_of
from remeslo.web.apps.results.elsewhere import hidden_elsewhere
from remeslo.web.apps.results.fields import FILLED_IN, read_fields
from remeslo.web.apps.results.figures import LEVELS, Board, board_of, indicators, years_of
from remeslo.web.apps.results.kinds import asked as asked_side
from remeslo.web.apps.results.kinds import enterable, kinds
from remeslo.web.apps.results.ledger import Ledger, ledger
from remeslo.web.apps.results.models import FactRow
from remeslo.web.apps.results.prefill import college_of, twin_of
from remeslo.web.apps.results.services.confirming import NotTheOtherSide, confirm, dispute
from remeslo.web.apps.results.services.recording import (
    NotInForce,
    Said,
    correct_fact,
    new_key,
    record_fact,
    withdraw_fact,
)
from remeslo.web.apps.results.views.fact import find_fact

AREA = Area("results", Scope.RESULTS_READ, Scope.RESULTS_WRITE)
FACTS = f"{IN_CLUSTER}/results/facts"
ONE = f"{FACTS}/{{path:key}}"
MOST_VALUES = 60


class FactHere(BaseModel):
    """A fact; ``subject`` is a pseudonym, a contract or an item, never a name. ``standing`` is null when superseded."""

    key: str
    kind: str
    subject: str
    on: date
    known: date
    by: str
    other: str | None
    college: str | None
    values: dict[str, str | int | bool]
    corrects: str | None
    withdraws: bool
    standing: str | None
    asks_me: bool


class Facts(Page[FactHere]):
    """A page of facts in force, the latest first."""


class Figure(BaseModel):
    """An indicator's figure at a place; ``hidden``: too few people stand behind it for this reader."""

    indicator: str
    place: list[str]
    hidden: bool
    value: Decimal | None
    above: Decimal | None
    below: Decimal | None
    completeness: Decimal | None
    people: int | None
    state: str | None


class Indicators(Page[Figure]):
    """A page of figures of one year."""

    year: int
    years: list[int]


class Values(Given):
    """What a fact says: names of the kind's values to texts, as the form of the page has them."""

    values: dict[str, str] = Field(default_factory=dict, max_length=MOST_VALUES)
    on: Day


class FactGiven(Values):
    """A new fact; ``speaker`` is the organisation that says so."""

    kind: Key
    subject: str = Field(min_length=1, max_length=160)
    speaker: Key


class Correction(Values):
    """Another fact in the place of one in force."""

    reason: str = Field(min_length=1, max_length=2000)


class Reason(Given):
    """Why."""

    reason: str = Field(min_length=1, max_length=2000)


class AskedFacts(Asked):
    """Which facts."""

    kind: str = Field("", max_length=60)
    subject: str = Field("", max_length=160)
    since: Day | None = None
    until: Day | None = None
    waiting: bool = Field(False, description="Only those that wait for the own organisation's word.")


class AskedYear(Asked):
    """Which year; the latest that has facts unless named."""

    year: Year | None = None


@AREA.get(FACTS, Action.SEE_FACTS, out=Facts)
def listing(request: ApiRequest, cluster: str, asked: Query[AskedFacts]) -> Facts:
    """List the facts in force that the person may see, the latest first."""
    held, audience = ledger(request.cluster), audience_of(request)
    known = held.known_on(timezone.localdate())
    wanted = queries.Asked(kind=asked.kind, subject=asked.subject, since=asked.since, until=asked.until)
    lines = [line for line in queries.visible_lines(held, known, audience) if wanted.fits(line)]
    if asked.waiting:
        lines = [line for line in lines if line.asked and line.waits]
    shown, more = part(lines, asked, lambda x: (-x.fact.on.toordinal(), -x.parties.row), "facts")
    houses = queries.organisations_by_id(request.cluster)
    return Facts(items=[_fact(held, audience, x.fact, x.standing, houses) for x in shown], next=more)


@AREA.post(FACTS, Action.RECORD_FACTS, out=FactHere, status=201)
def enter(request: ApiRequest, cluster: str, given: FactGiven) -> FactHere:
    """Enter a fact in the name of an organisation; the other side is asked to confirm it."""
    audience = audience_of(request)
    speaker = next((o for o in audience.speaks_for if o.key == given.speaker), None)
    if speaker is None:
        raise PermissionDenied(str(Action.RECORD_FACTS))
    kind = enterable().get(given.kind)
    if kind is None:
        raise wrong("body.kind", "rule", _("There is no such kind of facts."))
    held = ledger(request.cluster)
    subject = given.subject.strip()
    if not subject:
        raise wrong("body.subject", "missing", _("Say whom or what it is about."))
    said, fact = _said(request, kind, given, subject, speaker.key)
    if twin_of(held.known_on(fact.known), fact, kind):
        raise Problem("conflict", _("A fact in force tells the same thing already."))
    houses = {o.key: o for o in request.cluster.organisations.all()}
    college = college_of(held.known_on(fact.known), fact, houses)
    other = asked_side(fact, houses, college)
    row = record_fact(
        request.cluster, said, speaker=speaker, other=other, college=college, by=request.user, at=request.moment
    )
    request.told["Location"] = f"{request.path}/{row.key}"
    return _shown(request, row.key)


@AREA.post(f"{ONE}/correct", Action.RECORD_FACTS, out=FactHere, status=201)
def correct(request: ApiRequest, cluster: str, key: str, given: Correction) -> FactHere:
    """Put another fact in the place of one in force that the own side entered."""
    row = _own(request, key)
    kind = kinds().get(row.kind)
    if kind is None:
        raise Http404
    held = ledger(request.cluster)
    said, fact = _said(request, kind, given, row.subject, row.by.key)
    if twin_of(held.known_on(fact.known), fact, kind, own=row.key):
        raise Problem("conflict", _("A fact in force tells the same thing already."))
    houses = {o.key: o for o in request.cluster.organisations.all()}
    other = asked_side(fact, houses, row.college)
    later = _done(lambda: correct_fact(row, said, reason=given.reason, other=other, by=request.user, at=request.moment))
    return _shown(request, later.key)


@AREA.post(f"{ONE}/withdraw", Action.RECORD_FACTS, out=FactHere)
def withdraw(request: ApiRequest, cluster: str, key: str, given: Reason) -> FactHere:
    """Take back a fact that the own side entered; it stays readable with what took it back."""
    row = _own(request, key)
    reason = given.reason.strip()
    if not reason:
        raise wrong("body.reason", "missing", _("Say why the fact is taken back."))
    _done(lambda: withdraw_fact(row, reason=reason, by=request.user, at=request.moment))
    return _shown(request, row.key)


@AREA.post(f"{ONE}/confirm", Action.CONFIRM_FACTS, out=FactHere)
def confirm_one(request: ApiRequest, cluster: str, key: str, given: Nothing) -> FactHere:
    """Confirm a fact that the other side entered and the own organisation is asked about."""
    row, speaker = _asked_of_me(request, key)
    _done(lambda: confirm([row], speaker=speaker, by=request.user, at=request.moment)[0])
    return _shown(request, row.key)


@AREA.post(f"{ONE}/dispute", Action.CONFIRM_FACTS, out=FactHere)
def dispute_one(request: ApiRequest, cluster: str, key: str, given: Reason) -> FactHere:
    """Contradict a fact that the other side entered, with a reason."""
    row, speaker = _asked_of_me(request, key)
    reason = given.reason.strip()
    if not reason:
        raise wrong("body.reason", "missing", _("Say what is wrong: the other side has to act on it."))
    _done(lambda: dispute(row, reason=reason, speaker=speaker, by=request.user, at=request.moment))
    return _shown(request, row.key)


@AREA.get(ONE, Action.SEE_FACTS, out=FactHere)
def fact(request: ApiRequest, cluster: str, key: str) -> FactHere:
    """Read one fact, in force or not."""
    return _shown(request, find_fact(request, key).key)


@AREA.get(f"{IN_CLUSTER}/results/indicators", Action.SEE_RESULTS, out=Indicators)
def figures(request: ApiRequest, cluster: str, asked: Query[AskedYear]) -> Indicators:
    """List the figures of a year: of the cluster, of each college, of each college's programmes."""
    held, day = ledger(request.cluster), timezone.localdate()
    years = years_of(held, day)
    year = asked.year or (years[0] if years else day.year)
    if asked.year is not None and asked.year not in years:
        raise Http404
    board = board_of(held, year, day) if years else None
    order = {key: n for n, key in enumerate(indicators())}
    every = [f for levels in LEVELS for f in board.tables[levels]] if board else []
    shown, more = part(every, asked, lambda f: (order[f.indicator], len(f.place), list(f.place)), f"figures.{year}")
    sees_all = can(request.user, Action.SEE_FACTS, request.cluster)
    items = [_figure(f, hidden=not sees_all and _is_secret(request, board, f)) for f in shown]
    return Indicators(items=items, next=more, year=year, years=years)


def _said(request: ApiRequest, kind: FactKind, given: Values, subject: str, speaker: str) -> tuple[Said, Fact]:
    """What is said, judged by the kind's own rules; every slip at once."""
    known = {f.name for f in kind.fields if f.name not in FILLED_IN}
    slips = [
        Slip(f"body.values.{n}"[:200], "extra_forbidden", _("There is no such field."))
        for n in given.values
        if n not in known
    ]
    reading = read_fields(kind, given.values)
    slips += [Slip(f"body.values.{n}", "rule", text) for n, texts in reading.errors.items() for text in texts]
    if slips:
        raise invalid(slips)
    filled = {"cluster": request.cluster.key, "region": request.cluster.region}
    values = {**reading.values, **{n: filled[n] for n in FILLED_IN if kind.field(n) and filled[n]}}
    fact = Fact(
        key=new_key(),
        kind=kind.key,
        subject=subject,
        on=given.on,
        known=timezone.localdate(request.moment),
        by=OrganisationKey(speaker),
        values=values,
    )
    if hard := [f for f in validate(fact, kinds()) if f.hard]:
        problem = broken_rules(hard, _("The fact breaks rules of its kind."))
        raise invalid(problem.slips)
    return Said(kind=fact.kind, subject=subject, on=fact.on, values=values), fact


def _own(request: ApiRequest, key: str) -> FactRow:
    """A fact of the side that the person speaks for."""
    row = find_fact(request, key, Action.RECORD_FACTS)
    if row.by not in audience_of(request).speaks_for:
        raise PermissionDenied(str(Action.RECORD_FACTS))
    return row


def _asked_of_me(request: ApiRequest, key: str) -> tuple[FactRow, Any]:
    row = find_fact(request, key)
    speaker = audience_of(request).confirmer(row.other_id)
    if speaker is None:
        raise PermissionDenied(str(Action.CONFIRM_FACTS))
    return row, speaker


def _done(act: Callable[[], FactRow]) -> FactRow:
    try:
        return act()
    except NotInForce:
        raise Problem("conflict", _("The fact was corrected meanwhile: look at what stands now.")) from None
    except NotTheOtherSide:
        raise Problem("conflict", _("You entered this fact yourself: a colleague confirms it.")) from None


def _shown(request: ApiRequest, key: str) -> FactHere:
    held = ledger(request.cluster)
    known = held.known_on(timezone.localdate())
    one = FactKey(key)
    houses = queries.organisations_by_id(request.cluster)
    return _fact(held, audience_of(request), held.by_key[one], known.standing.get(one), houses)


def _fact(held: Ledger, audience: Audience, fact: Fact, standing: Any, houses: Any) -> FactHere:
    parties = held.parties[fact.key]
    return FactHere(
        key=fact.key,
        kind=fact.kind,
        subject=fact.subject,
        on=fact.on,
        known=fact.known,
        by=fact.by,
        other=houses[parties.other].key if parties.other else None,
        college=houses[parties.college].key if parties.college else None,
        values={n: v if isinstance(v, bool | int | str) else str(v) for n, v in fact.values.items()},
        corrects=fact.corrects,
        withdraws=fact.withdraws,
        standing=str(standing) if standing is not None else None,
        asks_me=standing is not None and audience.is_asked(parties),
    )


def _is_secret(request: ApiRequest, board: Board | None, figure: Any) -> bool:
    """Also what boards hide of the same figures: shown here, it could be put together with those."""
    if board is None:
        return False
    return board.is_secret(figure) or (figure.indicator, figure.place) in hidden_elsewhere(request, board.year)


def _figure(figure: Any, *, hidden: bool) -> Figure:
    if hidden:
        empty = dict.fromkeys(("value", "above", "below", "completeness", "people", "state"))
        return Figure(indicator=figure.indicator, place=list(figure.place), hidden=True, **empty)
    return Figure(
        indicator=figure.indicator,
        place=list(figure.place),
        hidden=False,
        value=_number(figure.value),
        above=figure.above,
        below=figure.below,
        completeness=_number(figure.completeness),
        people=figure.people,
        state=figure.state.value,
    )


def _number(exact: Any) -> Decimal | None:
    """A fraction to twelve places; exact figures are ``above`` and ``below``."""
    return None if exact is None else round(Decimal(exact.numerator) / Decimal(exact.denominator), 12)
