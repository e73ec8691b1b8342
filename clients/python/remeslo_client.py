# ruff: noqa
# fmt: off
"""
Typed client of the Remeslo interface for programs. Written by scripts/apiclient.py; do not change it by hand.

    client = Client("https://remeslo.example", token)
    card, etag = client.demand_card(cluster="severokamsk", key="osnastka-02").tagged
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, NotRequired, TypedDict, TypeVar

T = TypeVar("T")


class Refused(Exception):
    """The request was answered with problem details; ``problem`` has them whole."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        super().__init__(f"{problem.get('status')} {problem.get('title')}: {problem.get('detail')}")
        self.problem = problem

    @property
    def status(self) -> int:
        """The HTTP status."""
        return int(self.problem.get("status", 0))

    @property
    def kind(self) -> str:
        """The last word of the problem's type: ``outdated``."""
        return str(self.problem.get("type", "")).rpartition(":")[2]


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What was answered, with the tag of its version (empty where it has none)."""

    value: T
    etag: str

    @property
    def tagged(self) -> tuple[T, str]:
        """Both."""
        return self.value, self.etag


class Booking(TypedDict):
    """What a request got: the place, the shift, and in each study week (from 0) how many days"""

    request: str
    partner: str
    groups: list[str]
    element: str
    title: str
    size: int
    place: str
    owner: str
    shift: int
    days: dict[str, int]
    pinned: bool


class Bookings(TypedDict):
    """A page of bookings of one version of the year's allocation; ``version`` is null before the first"""

    items: list[Booking]
    next: NotRequired[str | None]
    year: int
    version: int | None
    published: bool


class CardGiven(TypedDict):
    """A card as it is written"""

    employer: str
    job: str
    deadline: str
    programme: NotRequired[str | None]
    equipment: NotRequired[list[str]]
    note: NotRequired[str]
    headcount: list[Headcount]
    requirements: list[Requirement]


class CardLine(TypedDict):
    """A card in the list"""

    key: str
    job: str
    employer: str | None
    people: dict[str, int]
    deadline: str
    requirements: int
    programme: str
    state: str


class CardVersion(TypedDict):
    """A version in the list of versions"""

    number: int
    saved_at: str
    author: str
    published: bool
    note: str


class CardVersions(TypedDict):
    """A page of versions, the newest first"""

    items: list[CardVersion]
    next: NotRequired[str | None]


class CardWhole(TypedDict):
    """One version of a card"""

    key: str
    version: int
    saved_at: str
    state: str
    withdrawn: bool
    employer: str
    job: str
    deadline: str
    programme: str | None
    equipment: list[str]
    note: str
    headcount: list[dict[str, int]]
    requirements: list[dict[str, Any]]


class Cards(TypedDict):
    """A page of cards that may be opened, and the rest summed up"""

    items: list[CardLine]
    next: NotRequired[str | None]
    others: Others


class Changed(TypedDict):
    """The same, and whether messages are sent"""

    name: str
    url: str
    events: list[Literal['job.finished', 'document.published', 'allocation.published', 'timetable.published', 'slot.answered', 'fact.recorded', 'fact.confirmed', 'fact.disputed', 'money.settled', 'agreement.signed', 'agreement.in_force', 'agreement.ended', 'figures.submitted', 'figures.approved', 'figures.returned', 'report.published']]
    active: bool


class ClusterHead(TypedDict):
    """A cluster"""

    key: str
    name: str
    industry: str
    region: str
    day: str
    start_year: int
    illustrative: bool


class ClusterWhole(TypedDict):
    """A cluster with its figures"""

    key: str
    name: str
    industry: str
    region: str
    day: str
    start_year: int
    illustrative: bool
    figures: Figures


class Clusters(TypedDict):
    """A page of clusters"""

    items: list[ClusterHead]
    next: NotRequired[str | None]


class Correction(TypedDict):
    """Another fact in the place of one in force"""

    values: NotRequired[dict[str, str]]
    on: str
    reason: str


class Element(TypedDict):
    """An element of the programme with its hours by study week (from 0)"""

    index: str
    title: str
    kind: str
    cycle: str
    module: str | None
    hours_min: int
    hours_max: int
    weeks: dict[str, int]


class Entries(TypedDict):
    """A page of the ledger"""

    items: list[EntryHere]
    next: NotRequired[str | None]


class Entry(TypedDict):
    """One act: a stable code, what it was done to, and a sentence in the language of the request"""

    number: int
    at: str
    who: str
    action: str
    subject: str
    text: str


class EntryHere(TypedDict):
    """A movement of one line between one payer and one payee"""

    on: str
    kind: str
    line: str
    payer: str
    payee: str
    amount: str
    run: str
    reason: str


class FactGiven(TypedDict):
    """A new fact; ``speaker`` is the organisation that says so"""

    values: NotRequired[dict[str, str]]
    on: str
    kind: str
    subject: str
    speaker: str


class FactHere(TypedDict):
    """A fact; ``subject`` is a pseudonym, a contract or an item, never a name"""

    key: str
    kind: str
    subject: str
    on: str
    known: str
    by: str
    other: str | None
    college: str | None
    values: dict[str, str | int | bool]
    corrects: str | None
    withdraws: bool
    standing: str | None
    asks_me: bool


class Facts(TypedDict):
    """A page of facts in force, the latest first"""

    items: list[FactHere]
    next: NotRequired[str | None]


class Figure(TypedDict):
    """An indicator's figure at a place; ``hidden``: too few people stand behind it for this reader"""

    indicator: str
    place: list[str]
    hidden: bool
    value: str | None
    above: str | None
    below: str | None
    completeness: str | None
    people: int | None
    state: str | None


class Figures(TypedDict):
    """The cluster in numbers"""

    colleges: int
    employers: int
    sites: int
    workshops: int
    places: int
    staff: int
    groups: int
    students: int


class Group(TypedDict):
    """A group of learners: how many, never who"""

    key: str
    organisation: str
    programme: str
    programme_title: str
    start_year: int
    size: int


class Groups(TypedDict):
    """A page of groups"""

    items: list[Group]
    next: NotRequired[str | None]


class Happened(TypedDict):
    """A line of the job's own log"""

    at: str
    code: str
    text: str


class Headcount(TypedDict):
    """People wanted in a year"""

    year: int
    people: int


class Indicators(TypedDict):
    """A page of figures of one year"""

    items: list[Figure]
    next: NotRequired[str | None]
    year: int
    years: list[int]


class Job(TypedDict):
    """A piece of long work; ``crew`` and ``number`` name it, ``share`` is how far it is, 0..1"""

    crew: str
    number: int
    kind: str
    title: str
    state: str
    stopping: bool
    stage: str
    share: float
    asked_at: str
    asked_by: str
    started_at: str | None
    finished_at: str | None
    attempt: int
    again_of: int | None


class Jobs(TypedDict):
    """A page of jobs, the newest first"""

    items: list[Job]
    next: NotRequired[str | None]


class LessonHere(TypedDict):
    """A lesson: the day (0 = Monday) and the first pair (from 1), in each of its weeks (Mondays); null: nowhere yet"""

    key: str
    title: str
    kind: str
    programme: str
    element: str
    organisation: str
    groups: list[str]
    part: int
    subgroups: int
    teacher: str | None
    teacher_name: str
    weeks: list[str]
    pairs: int
    day: int | None
    pair: int | None
    room: str | None


class Lessons(TypedDict):
    """A page of lessons of one version"""

    items: list[LessonHere]
    next: NotRequired[str | None]
    version: int | None


class Log(TypedDict):
    """A page of the log, the newest first"""

    items: list[Entry]
    next: NotRequired[str | None]


class MadeWebhook(TypedDict):
    """A subscription with its secret, which is told once: empty in an answer that is replayed"""

    key: str
    name: str
    url: str
    events: list[str]
    state: str
    waiting: int
    failing_since: str | None
    last_taken_at: str | None
    made_at: str
    former_secret_until: str | None
    secret: str


class Me(TypedDict):
    """The token as its program may know it"""

    name: str
    token: str
    scopes: list[str]
    expires_at: str
    roles: list[RoleHere]


class Member(TypedDict):
    """An organisation with what it brings; ``role`` is what it is in the cluster"""

    key: str
    name: str
    role: str
    parent: str | None
    settlement: str
    sites: int
    workshops: int
    places: int
    teachers: int
    masters: int
    mentors: int
    students: int
    cards: int


class Members(TypedDict):
    """A page of members"""

    items: list[Member]
    next: NotRequired[str | None]


class Nothing(TypedDict):
    """An empty object: the address says everything"""



class Others(TypedDict):
    """Published cards that the reader may not open, summed up; null where the sum would give one employer away"""

    cards: int
    employers: int | None
    people: dict[str, int] | None


class Problem(TypedDict):
    """Problem details (RFC 9457), in the language of the request"""

    type: Literal['urn:remeslo:problem:unreadable', 'urn:remeslo:problem:unauthenticated', 'urn:remeslo:problem:no-scope', 'urn:remeslo:problem:forbidden', 'urn:remeslo:problem:not-found', 'urn:remeslo:problem:method', 'urn:remeslo:problem:conflict', 'urn:remeslo:problem:outdated', 'urn:remeslo:problem:too-large', 'urn:remeslo:problem:media-type', 'urn:remeslo:problem:invalid', 'urn:remeslo:problem:key-reused', 'urn:remeslo:problem:if-match-needed', 'urn:remeslo:problem:too-many', 'urn:remeslo:problem:broken']
    title: str
    status: int
    detail: str
    instance: str
    errors: list[dict[str, Any]]


class ProgrammeLine(TypedDict):
    """A programme in the list; ``version`` and figures are null while nothing was planned"""

    key: str
    title: str
    version: int | None
    published: bool
    status: str
    weeks: int | None
    bound: int | None


class ProgrammeVersion(TypedDict):
    """A version in the list of versions"""

    number: int
    saved_at: str
    author: str
    published: bool


class ProgrammeVersions(TypedDict):
    """A page of versions, the newest first"""

    items: list[ProgrammeVersion]
    next: NotRequired[str | None]


class ProgrammeWhole(TypedDict):
    """One version of a programme's term plan"""

    key: str
    title: str
    version: int
    saved_at: str
    state: str
    status: str
    weeks: int | None
    bound: int | None
    bound_by: str
    state_standard: str
    qualification: str
    elements: list[Element]
    findings: list[Told]
    findings_hidden: int


class Programmes(TypedDict):
    """A page of programmes"""

    items: list[ProgrammeLine]
    next: NotRequired[str | None]


class Publishing(TypedDict):
    """Which version is to be published"""

    version: int


class Reason(TypedDict):
    """Why"""

    reason: str


class Requirement(TypedDict):
    """What these people must be able to do; ``number`` stays with it for ever"""

    number: int
    text: NotRequired[str]
    functions: NotRequired[list[str]]
    criticality: NotRequired[Literal[1, 2, 3]]
    proficiency: NotRequired[Literal[1, 2, 3]]


class Result(TypedDict):
    """What came of one programme; ``bound``: no plan is shorter than that many weeks"""

    programme: str
    title: str
    status: str
    weeks: int | None
    bound: int | None


class RoleHere(TypedDict):
    """What the person does in a cluster"""

    cluster: str
    role: str
    organisation: str | None


class Run(TypedDict):
    """A run; ``share`` is how far it is, 0..1"""

    number: int
    state: str
    stage: str
    share: float
    limit_s: int
    seed: int
    attempt: int
    requested_at: str
    started_at: str | None
    finished_at: str | None
    results: list[Result]


class Runs(TypedDict):
    """A page of runs, the newest first"""

    items: list[Run]
    next: NotRequired[str | None]


class Sending(TypedDict):
    """A delivery: ``id`` is its unique key, the same with every try; ``status`` is that of the last answer"""

    number: int
    id: str
    event: str
    entry: int | None
    state: str
    tries: int
    made_at: str
    next_at: str | None
    tried_at: str | None
    status: int | None
    problem: str
    took_ms: int | None


class Sendings(TypedDict):
    """A page of deliveries, the newest first"""

    items: list[Sending]
    next: NotRequired[str | None]


class Slot(TypedDict):
    """A request between colleges; ``days`` by study week (from 0)"""

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
    days: dict[str, int]
    state: str
    words: list[SlotWord]


class SlotAnswer(TypedDict):
    """The owner's word; declining needs a reason"""

    answer: Literal['approve', 'decline']
    text: NotRequired[str]


class SlotWord(TypedDict):
    """What was said of a request, when"""

    what: str
    text: str
    at: str


class Slots(TypedDict):
    """A page of requests, the last asked first"""

    items: list[Slot]
    next: NotRequired[str | None]


class Standard(TypedDict):
    """A document that is read by everybody"""

    kind: str
    key: str
    title: str
    version: int
    saved_at: str
    published: bool


class StandardWhole(TypedDict):
    """The document with its body, as the formats' pages describe it"""

    kind: str
    key: str
    title: str
    version: int
    saved_at: str
    published: bool
    body: dict[str, Any]


class Standards(TypedDict):
    """A page of documents"""

    items: list[Standard]
    next: NotRequired[str | None]


class StatementHead(TypedDict):
    """A statement: what one payee is shown for one contract and period"""

    contract: str
    payee: str
    period: str
    on: str
    currency: str
    due: str
    paid: str
    amount: str
    waiting: str


class StatementLine(TypedDict):
    """A line; ``subject`` is a pseudonym, a provider or the contract itself"""

    rule: str
    subject: str
    period: str
    kind: str
    state: str
    due: str
    paid: str
    amount: str
    payers: dict[str, str]


class StatementWhole(TypedDict):
    """A statement with its lines"""

    contract: str
    payee: str
    period: str
    on: str
    currency: str
    due: str
    paid: str
    amount: str
    waiting: str
    lines: list[StatementLine]


class Statements(TypedDict):
    """A page of statements"""

    items: list[StatementHead]
    next: NotRequired[str | None]


class Stopping(TypedDict):
    """``keep`` the best so far, where the work can, or ``drop`` everything"""

    how: NotRequired[Literal['keep', 'drop']]


class Timetable(TypedDict):
    """A semester's timetable; ``version`` is the one that the person works with, null before anything was announced"""

    semester: str
    title: str
    version: int | None


class Timetables(TypedDict):
    """A page of timetables"""

    items: list[Timetable]
    next: NotRequired[str | None]


class Told(TypedDict):
    """A finding in words"""

    code: str
    where: str
    hard: bool
    text: str


class Wanted(TypedDict):
    """Who is told, where, and of what"""

    name: str
    url: str
    events: list[Literal['job.finished', 'document.published', 'allocation.published', 'timetable.published', 'slot.answered', 'fact.recorded', 'fact.confirmed', 'fact.disputed', 'money.settled', 'agreement.signed', 'agreement.in_force', 'agreement.ended', 'figures.submitted', 'figures.approved', 'figures.returned', 'report.published']]


class WantedAllocation(TypedDict):
    """What to work out of which year; ``fresh``: from nothing instead of from the allocation that is there"""

    kind: NotRequired[Literal['allocate', 'prices']]
    year: NotRequired[int | None]
    fresh: NotRequired[bool]
    limit_s: NotRequired[Literal[20, 60, 300]]


class WantedPlan(TypedDict):
    """How long the planner may think about each programme, and the seed of its chance"""

    limit_s: NotRequired[int]
    seed: NotRequired[int]


class WantedStaffing(TypedDict):
    """Who teaches what (``assign``), who learns what (``upskill``), or what is at stake (``stakes``)"""

    kind: NotRequired[Literal['assign', 'upskill', 'stakes']]
    mend: NotRequired[bool]
    budget: NotRequired[int | None]
    hour_price: NotRequired[int]
    way_hour_price: NotRequired[int]
    away_max: NotRequired[int | None]
    substitution: NotRequired[bool]
    limit_s: NotRequired[Literal[20, 60, 300]]


class WantedTimetable(TypedDict):
    """Of which semester"""

    semester: str
    limit_s: NotRequired[Literal[20, 60, 300]]


class Webhook(TypedDict):
    """A subscription; ``state`` is on, off (paused) or failed (switched off: nothing was taken for days)"""

    key: str
    name: str
    url: str
    events: list[str]
    state: str
    waiting: int
    failing_since: str | None
    last_taken_at: str | None
    made_at: str
    former_secret_until: str | None


class Webhooks(TypedDict):
    """The subscriptions of a cluster; a cluster has few, and they come at once"""

    items: list[Webhook]


class WholeJob(TypedDict):
    """A job with its progress and its log"""

    crew: str
    number: int
    kind: str
    title: str
    state: str
    stopping: bool
    stage: str
    share: float
    asked_at: str
    asked_by: str
    started_at: str | None
    finished_at: str | None
    attempt: int
    again_of: int | None
    best: float | None
    bound: float | None
    problem: list[Reason]
    log: list[Happened]
    page: str | None
    may_stop: bool
    may_repeat: bool


class Wish(TypedDict):
    """Days that a college asks for in a workshop of another: so many weeks in a row from ``first``"""

    partner: str
    group: str
    element: NotRequired[str]
    title: str
    size: int
    place: str
    shift: NotRequired[int]
    first: str
    weeks: int
    days: int
    text: NotRequired[str]


class Withdrawal(TypedDict):
    """Why the request is taken back; may be empty"""

    text: NotRequired[str]


class Withdrawing(TypedDict):
    """Out of planning, or back"""

    withdrawn: bool


class WorkshopHere(TypedDict):
    """A workshop"""

    key: str
    name: str
    site: str
    organisation: str
    places: int
    equipment: list[str]
    shared: bool


class Workshops(TypedDict):
    """A page of workshops"""

    items: list[WorkshopHere]
    next: NotRequired[str | None]



class Operations:
    """Every operation, under its name in the document."""

    def _ask(self, method: str, path: str, query: Mapping[str, Any], body: Any, headers: Mapping[str, str]) -> Any:
        raise NotImplementedError

    def me_me(self) -> Answer[Me]:
        """Tell what this token may do, and where."""
        return self._ask("GET", f"/api/v1/me", {}, None, {})  # type: ignore[no-any-return]

    def clusters_listing(self, *, limit: int | None = None, cursor: str | None = None) -> Answer[Clusters]:
        """List the clusters that the token reaches."""
        return self._ask("GET", f"/api/v1/clusters", {"limit": limit, "cursor": cursor}, None, {})  # type: ignore[no-any-return]

    def clusters_cluster(self, *, cluster: str) -> Answer[ClusterWhole]:
        """Read one cluster with its figures."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}", {}, None, {})  # type: ignore[no-any-return]

    def clusters_members(self, *, cluster: str, limit: int | None = None, cursor: str | None = None) -> Answer[Members]:
        """List the member organisations with what they bring."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/members", {"limit": limit, "cursor": cursor}, None, {})  # type: ignore[no-any-return]

    def clusters_member(self, *, cluster: str, key: str) -> Answer[Member]:
        """Read one member organisation."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/members/{urllib.parse.quote(str(key), safe='')}", {}, None, {})  # type: ignore[no-any-return]

    def clusters_workshops(self, *, cluster: str, limit: int | None = None, cursor: str | None = None) -> Answer[Workshops]:
        """List the workshops of all members."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/workshops", {"limit": limit, "cursor": cursor}, None, {})  # type: ignore[no-any-return]

    def clusters_groups(self, *, cluster: str, limit: int | None = None, cursor: str | None = None) -> Answer[Groups]:
        """List the groups of learners: how many they are, never who."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/groups", {"limit": limit, "cursor": cursor}, None, {})  # type: ignore[no-any-return]

    def demand_cards(self, *, cluster: str, limit: int | None = None, cursor: str | None = None, text: str | None = None, employer: str | None = None, programme: str | None = None) -> Answer[Cards]:
        """List the cards that the person may open; all others only as sums."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/demand/cards", {"limit": limit, "cursor": cursor, "text": text, "employer": employer, "programme": programme}, None, {})  # type: ignore[no-any-return]

    def demand_create(self, *, cluster: str, body: CardGiven, idempotency_key: str = "") -> Answer[CardWhole]:
        """Write a new card of an employer whose cards the person writes."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/demand/cards", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def demand_versions(self, *, cluster: str, key: str, limit: int | None = None, cursor: str | None = None) -> Answer[CardVersions]:
        """List the versions of a card, the newest first."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/demand/cards/{urllib.parse.quote(str(key), safe='')}/versions", {"limit": limit, "cursor": cursor}, None, {})  # type: ignore[no-any-return]

    def demand_publish(self, *, cluster: str, key: str, body: Publishing, if_match: str, idempotency_key: str = "") -> Answer[CardWhole]:
        """Make a version the one that planning uses."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/demand/cards/{urllib.parse.quote(str(key), safe='')}/publish", {}, body, {"Idempotency-Key": idempotency_key, "If-Match": if_match})  # type: ignore[no-any-return]

    def demand_withdraw(self, *, cluster: str, key: str, body: Withdrawing, idempotency_key: str = "") -> Answer[CardWhole]:
        """Take a card out of planning, or put it back; its versions stay."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/demand/cards/{urllib.parse.quote(str(key), safe='')}/withdraw", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def demand_card(self, *, cluster: str, key: str, version: int | None = None) -> Answer[CardWhole]:
        """Read a card: the latest version, or the one named."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/demand/cards/{urllib.parse.quote(str(key), safe='')}", {"version": version}, None, {})  # type: ignore[no-any-return]

    def demand_change(self, *, cluster: str, key: str, body: CardGiven, if_match: str) -> Answer[CardWhole]:
        """Save the next version of a card; it is not published by that."""
        return self._ask("PUT", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/demand/cards/{urllib.parse.quote(str(key), safe='')}", {}, body, {"If-Match": if_match})  # type: ignore[no-any-return]

    def standards_listing(self, *, cluster: str, kind: Literal['standard', 'state_standard', 'framework', 'norm_pack'], limit: int | None = None, cursor: str | None = None, text: str | None = None) -> Answer[Standards]:
        """List documents of a kind."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/standards/{urllib.parse.quote(str(kind), safe='')}", {"limit": limit, "cursor": cursor, "text": text}, None, {})  # type: ignore[no-any-return]

    def standards_standard(self, *, cluster: str, kind: Literal['standard', 'state_standard', 'framework', 'norm_pack'], key: str) -> Answer[StandardWhole]:
        """Read one document with its body."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/standards/{urllib.parse.quote(str(kind), safe='')}/{urllib.parse.quote(str(key), safe='')}", {}, None, {})  # type: ignore[no-any-return]

    def programmes_listing(self, *, cluster: str, limit: int | None = None, cursor: str | None = None) -> Answer[Programmes]:
        """List the programmes of the cluster, planned or not."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/programmes", {"limit": limit, "cursor": cursor}, None, {})  # type: ignore[no-any-return]

    def programmes_versions(self, *, cluster: str, key: str, limit: int | None = None, cursor: str | None = None) -> Answer[ProgrammeVersions]:
        """List the versions of a programme's term plan, the newest first."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/programmes/{urllib.parse.quote(str(key), safe='')}/versions", {"limit": limit, "cursor": cursor}, None, {})  # type: ignore[no-any-return]

    def programmes_paper(self, *, cluster: str, key: str, kind: Literal['curriculum.xlsx', 'calendar.xlsx', 'matrix.xlsx', 'curriculum.pdf', 'calendar.pdf', 'summary.pdf'], version: int | None = None) -> Answer[bytes]:
        """Make a paper of the programme as a file, in the language of the request."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/programmes/{urllib.parse.quote(str(key), safe='')}/papers/{urllib.parse.quote(str(kind), safe='')}", {"version": version}, None, {})  # type: ignore[no-any-return]

    def programmes_publish(self, *, cluster: str, key: str, body: Nothing, if_match: str, idempotency_key: str = "") -> Answer[ProgrammeWhole]:
        """Publish the latest version, unless hard findings stand in the way."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/programmes/{urllib.parse.quote(str(key), safe='')}/publish", {}, body, {"Idempotency-Key": idempotency_key, "If-Match": if_match})  # type: ignore[no-any-return]

    def programmes_programme(self, *, cluster: str, key: str, version: int | None = None) -> Answer[ProgrammeWhole]:
        """Read a programme as it was planned, week by week: the latest version, or the one named."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/programmes/{urllib.parse.quote(str(key), safe='')}", {"version": version}, None, {})  # type: ignore[no-any-return]

    def plans_listing(self, *, cluster: str, limit: int | None = None, cursor: str | None = None) -> Answer[Runs]:
        """List the runs of the cluster, the newest first."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/plans", {"limit": limit, "cursor": cursor}, None, {})  # type: ignore[no-any-return]

    def plans_ask(self, *, cluster: str, body: Wanted, idempotency_key: str = "") -> Answer[Run]:
        """Ask for a run over the cluster as it is now; follow it under its own address."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/plans", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def plans_stop(self, *, cluster: str, number: int, body: Stopping, idempotency_key: str = "") -> Answer[Run]:
        """Stop a run; one that is finished stays as it is."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/plans/{urllib.parse.quote(str(number), safe='')}/stop", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def plans_run(self, *, cluster: str, number: int) -> Answer[Run]:
        """Read a run: how far it is, and what came of it."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/plans/{urllib.parse.quote(str(number), safe='')}", {}, None, {})  # type: ignore[no-any-return]

    def jobs_listing(self, *, cluster: str, limit: int | None = None, cursor: str | None = None, state: Literal['', 'active', 'done', 'failed', 'cancelled'] | None = None, crew: Literal['plan', 'trial', 'term', 'course', 'staff', 'network', 'week', ''] | None = None, mine: bool | None = None) -> Answer[Jobs]:
        """List jobs, the newest first: the own ones, or everybody's for those who see them."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/jobs", {"limit": limit, "cursor": cursor, "state": state, "crew": crew, "mine": mine}, None, {})  # type: ignore[no-any-return]

    def jobs_job(self, *, cluster: str, crew: Literal['plan', 'trial', 'term', 'course', 'staff', 'network', 'week'], number: int) -> Answer[WholeJob]:
        """Read a job: how far it is, what happened, why it failed."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/jobs/{urllib.parse.quote(str(crew), safe='')}/{urllib.parse.quote(str(number), safe='')}", {}, None, {})  # type: ignore[no-any-return]

    def jobs_stop(self, *, cluster: str, crew: Literal['plan', 'trial', 'term', 'course', 'staff', 'network', 'week'], number: int, body: Stopping, idempotency_key: str = "") -> Answer[WholeJob]:
        """Cancel a job; one that has ended, or is stopping, stays as it is."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/jobs/{urllib.parse.quote(str(crew), safe='')}/{urllib.parse.quote(str(number), safe='')}/stop", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def jobs_again(self, *, cluster: str, crew: Literal['plan', 'trial', 'term', 'course', 'staff', 'network', 'week'], number: int, body: Nothing, idempotency_key: str = "") -> Answer[WholeJob]:
        """Ask again for a job that failed or was cancelled; the other one is linked to the first."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/jobs/{urllib.parse.quote(str(crew), safe='')}/{urllib.parse.quote(str(number), safe='')}/again", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def jobs_start_plan(self, *, cluster: str, body: WantedPlan, idempotency_key: str = "") -> Answer[WholeJob]:
        """Ask for the plan of all programmes of the cluster as it is now."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/jobs/plan", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def jobs_start_allocation(self, *, cluster: str, body: WantedAllocation, idempotency_key: str = "") -> Answer[WholeJob]:
        """Ask for the allocation of a year's workshops between colleges, or for what more of them would be worth."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/jobs/allocation", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def jobs_start_timetable(self, *, cluster: str, body: WantedTimetable, idempotency_key: str = "") -> Answer[WholeJob]:
        """Ask for the timetable of a semester."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/jobs/timetable", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def jobs_start_staffing(self, *, cluster: str, body: WantedStaffing, idempotency_key: str = "") -> Answer[WholeJob]:
        """Ask who teaches what, who learns what before it begins, or which weeks are at stake."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/jobs/staffing", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def network_bookings(self, *, cluster: str, limit: int | None = None, cursor: str | None = None, year: int | None = None, version: int | None = None) -> Answer[Bookings]:
        """List who got which workshop in which weeks of the year."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/network/bookings", {"limit": limit, "cursor": cursor, "year": year, "version": version}, None, {})  # type: ignore[no-any-return]

    def network_listing(self, *, cluster: str, limit: int | None = None, cursor: str | None = None, year: int | None = None) -> Answer[Slots]:
        """List the requests between colleges, the last asked first."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/network/slots", {"limit": limit, "cursor": cursor, "year": year}, None, {})  # type: ignore[no-any-return]

    def network_ask(self, *, cluster: str, body: Wish, idempotency_key: str = "") -> Answer[Slot]:
        """Ask for days in another organisation's workshop; nothing is booked until its answer."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/network/slots", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def network_answer(self, *, cluster: str, number: int, body: SlotAnswer, idempotency_key: str = "") -> Answer[Slot]:
        """Approve the days of the own workshop, or decline with a reason."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/network/slots/{urllib.parse.quote(str(number), safe='')}/answer", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def network_withdraw(self, *, cluster: str, number: int, body: Withdrawal, idempotency_key: str = "") -> Answer[Slot]:
        """Take the own college's request back before it is answered."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/network/slots/{urllib.parse.quote(str(number), safe='')}/withdraw", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def network_slot(self, *, cluster: str, number: int) -> Answer[Slot]:
        """Read one request with what was said of it."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/network/slots/{urllib.parse.quote(str(number), safe='')}", {}, None, {})  # type: ignore[no-any-return]

    def timetables_listing(self, *, cluster: str, limit: int | None = None, cursor: str | None = None) -> Answer[Timetables]:
        """List the timetables of the cluster."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/timetables", {"limit": limit, "cursor": cursor}, None, {})  # type: ignore[no-any-return]

    def timetables_lessons(self, *, cluster: str, semester: str, limit: int | None = None, cursor: str | None = None, group: str | None = None, teacher: str | None = None) -> Answer[Lessons]:
        """List the lessons that are the person's to see, with where and when each lies."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/timetables/{urllib.parse.quote(str(semester), safe='')}/lessons", {"limit": limit, "cursor": cursor, "group": group, "teacher": teacher}, None, {})  # type: ignore[no-any-return]

    def results_listing(self, *, cluster: str, limit: int | None = None, cursor: str | None = None, kind: str | None = None, subject: str | None = None, since: str | None = None, until: str | None = None, waiting: bool | None = None) -> Answer[Facts]:
        """List the facts in force that the person may see, the latest first."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/results/facts", {"limit": limit, "cursor": cursor, "kind": kind, "subject": subject, "since": since, "until": until, "waiting": waiting}, None, {})  # type: ignore[no-any-return]

    def results_enter(self, *, cluster: str, body: FactGiven, idempotency_key: str = "") -> Answer[FactHere]:
        """Enter a fact in the name of an organisation; the other side is asked to confirm it."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/results/facts", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def results_correct(self, *, cluster: str, key: str, body: Correction, idempotency_key: str = "") -> Answer[FactHere]:
        """Put another fact in the place of one in force that the own side entered."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/results/facts/{urllib.parse.quote(str(key), safe='')}/correct", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def results_withdraw(self, *, cluster: str, key: str, body: Reason, idempotency_key: str = "") -> Answer[FactHere]:
        """Take back a fact that the own side entered; it stays readable with what took it back."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/results/facts/{urllib.parse.quote(str(key), safe='')}/withdraw", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def results_confirm_one(self, *, cluster: str, key: str, body: Nothing, idempotency_key: str = "") -> Answer[FactHere]:
        """Confirm a fact that the other side entered and the own organisation is asked about."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/results/facts/{urllib.parse.quote(str(key), safe='')}/confirm", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def results_dispute_one(self, *, cluster: str, key: str, body: Reason, idempotency_key: str = "") -> Answer[FactHere]:
        """Contradict a fact that the other side entered, with a reason."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/results/facts/{urllib.parse.quote(str(key), safe='')}/dispute", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def results_fact(self, *, cluster: str, key: str) -> Answer[FactHere]:
        """Read one fact, in force or not."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/results/facts/{urllib.parse.quote(str(key), safe='')}", {}, None, {})  # type: ignore[no-any-return]

    def results_figures(self, *, cluster: str, limit: int | None = None, cursor: str | None = None, year: int | None = None) -> Answer[Indicators]:
        """List the figures of a year: of the cluster, of each college, of each college's programmes."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/results/indicators", {"limit": limit, "cursor": cursor, "year": year}, None, {})  # type: ignore[no-any-return]

    def money_statements(self, *, cluster: str, limit: int | None = None, cursor: str | None = None, pack: str | None = None, on: str | None = None) -> Answer[Statements]:
        """List the statements that the person may see: all, or those that the own house pays or gets."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/money/statements", {"limit": limit, "cursor": cursor, "pack": pack, "on": on}, None, {})  # type: ignore[no-any-return]

    def money_statement(self, *, cluster: str, contract: str, payee: str, period: str, pack: str | None = None, on: str | None = None) -> Answer[StatementWhole]:
        """Read one statement with its lines."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/money/statement", {"contract": contract, "payee": payee, "period": period, "pack": pack, "on": on}, None, {})  # type: ignore[no-any-return]

    def money_entries(self, *, cluster: str, limit: int | None = None, cursor: str | None = None, pack: str | None = None, on: str | None = None) -> Answer[Entries]:
        """List the entries of the ledger; the log tells who read them."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/money/ledger", {"limit": limit, "cursor": cursor, "pack": pack, "on": on}, None, {})  # type: ignore[no-any-return]

    def webhooks_listing(self, *, cluster: str) -> Answer[Webhooks]:
        """List the subscriptions of the cluster."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/webhooks", {}, None, {})  # type: ignore[no-any-return]

    def webhooks_subscribe(self, *, cluster: str, body: Wanted, idempotency_key: str = "") -> Answer[MadeWebhook]:
        """Subscribe an address to events; the answer tells the secret, once."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/webhooks", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def webhooks_webhook(self, *, cluster: str, webhook: str) -> Answer[Webhook]:
        """Read a subscription."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/webhooks/{urllib.parse.quote(str(webhook), safe='')}", {}, None, {})  # type: ignore[no-any-return]

    def webhooks_change(self, *, cluster: str, webhook: str, body: Changed, if_match: str) -> Answer[Webhook]:
        """Change a subscription, pause it, or switch it on again: then what waits is sent."""
        return self._ask("PUT", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/webhooks/{urllib.parse.quote(str(webhook), safe='')}", {}, body, {"If-Match": if_match})  # type: ignore[no-any-return]

    def webhooks_rotate(self, *, cluster: str, webhook: str, body: Nothing, idempotency_key: str = "") -> Answer[MadeWebhook]:
        """Make a new secret, told once; the former one signs too for a day."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/webhooks/{urllib.parse.quote(str(webhook), safe='')}/secret", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def webhooks_ping(self, *, cluster: str, webhook: str, body: Nothing, idempotency_key: str = "") -> Answer[Sending]:
        """Send a test message, once; see its answer among the deliveries."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/webhooks/{urllib.parse.quote(str(webhook), safe='')}/ping", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def webhooks_end(self, *, cluster: str, webhook: str, body: Nothing, idempotency_key: str = "") -> Answer[Nothing]:
        """End a subscription for good; what waits is dropped."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/webhooks/{urllib.parse.quote(str(webhook), safe='')}/end", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def webhooks_deliveries(self, *, cluster: str, webhook: str, limit: int | None = None, cursor: str | None = None) -> Answer[Sendings]:
        """List what was sent and is to be sent, the newest first; ended deliveries stay for 30 days."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/webhooks/{urllib.parse.quote(str(webhook), safe='')}/deliveries", {"limit": limit, "cursor": cursor}, None, {})  # type: ignore[no-any-return]

    def webhooks_again(self, *, cluster: str, webhook: str, number: int, body: Nothing, idempotency_key: str = "") -> Answer[Sending]:
        """Send a delivery once more, under the same id."""
        return self._ask("POST", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/webhooks/{urllib.parse.quote(str(webhook), safe='')}/deliveries/{urllib.parse.quote(str(number), safe='')}/again", {}, body, {"Idempotency-Key": idempotency_key})  # type: ignore[no-any-return]

    def log_listing(self, *, cluster: str, limit: int | None = None, cursor: str | None = None, action: str | None = None) -> Answer[Log]:
        """List what was done in the cluster, the newest first."""
        return self._ask("GET", f"/api/v1/clusters/{urllib.parse.quote(str(cluster), safe='')}/log", {"limit": limit, "cursor": cursor, "action": action}, None, {})  # type: ignore[no-any-return]


class Client(Operations):
    """
    One token's way to one server.

    ``timeout_s`` is for one request. A request that got no answer may be sent again with the same ``idempotency_key``.
    """

    def __init__(self, server: str, token: str, *, language: str = "en", timeout_s: float = 60) -> None:
        self._server, self._token = server.rstrip("/"), token
        self._language, self._timeout_s = language, timeout_s

    def _ask(self, method: str, path: str, query: Mapping[str, Any], body: Any, headers: Mapping[str, str]) -> Any:
        asked = urllib.parse.urlencode({k: _text(v) for k, v in query.items() if v is not None})
        data = None if body is None else json.dumps(body).encode()
        head = {"Authorization": f"Bearer {self._token}", "Accept-Language": self._language}
        head |= {k: v for k, v in headers.items() if v} | ({} if data is None else {"Content-Type": "application/json"})
        url = f"{self._server}{path}" + (f"?{asked}" if asked else "")
        request = urllib.request.Request(url, data=data, method=method, headers=head)
        try:
            with urllib.request.urlopen(request, timeout=self._timeout_s) as response:
                content, kind = response.read(), response.headers.get_content_type()
                value = json.loads(content) if kind == "application/json" else content
                return Answer(value, response.headers.get("ETag", ""))
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(_problem(error)) from None


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _problem(error: urllib.error.HTTPError) -> Mapping[str, Any]:
    try:
        found = json.loads(error.read())
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"status": error.code, "title": error.reason, "detail": ""}


def pages(list_operation: Any, **asked: Any) -> Iterator[Any]:
    """Every item of a list, page after page: ``pages(client.clusters_members, cluster="severokamsk")``."""
    cursor = ""
    while cursor is not None:
        page = list_operation(**asked, cursor=cursor).value
        yield from page["items"]
        cursor = page["next"]


class NotGenuine(Exception):
    """A message that is not from the server, was changed on its way, or is too old."""


def webhook(
    secret: str, headers: Mapping[str, str], body: bytes, *, tolerance_s: float = 300, now: float | None = None
) -> dict[str, Any]:
    """
    What a webhook tells, after its signature was looked at; raises NotGenuine.

    ``body`` is as it came, byte by byte. ``tolerance_s`` is how far the clocks may differ and how old a message may
    be. A message may come twice: keep its ``id`` and pass over one that you know.
    """
    told = {name.lower(): value for name, value in headers.items()}
    key, moment = told.get("webhook-id", ""), told.get("webhook-timestamp", "")
    if not (moment.isascii() and moment.isdigit() and len(moment) < 12):
        raise NotGenuine("no time")
    if abs((time.time() if now is None else now) - int(moment)) > tolerance_s:
        raise NotGenuine("too old, or the clocks differ")
    signed = f"{key}.{moment}.".encode() + body
    made = hmac.new(base64.b64decode(secret.removeprefix("whsec_")), signed, hashlib.sha256).digest()
    wanted = b"v1," + base64.b64encode(made)
    given = told.get("webhook-signature", "").encode("utf-8", "replace").split()
    if not any([hmac.compare_digest(one, wanted) for one in given]):
        raise NotGenuine("the signature is another's")
    value = json.loads(body)
    if not isinstance(value, dict) or value.get("id") != key:
        raise NotGenuine("the id is another's")
    return value
