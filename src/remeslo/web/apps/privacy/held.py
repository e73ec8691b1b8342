"""Everything that is held about one learner or one member of the staff, kind by kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django.db.models import Q

from remeslo.core.base.facts import CONFIRMATION
from remeslo.core.privacy import Kind, Register
from remeslo.web.apps.common.models import Cluster, LogEntry, Membership, User
from remeslo.web.apps.credentials.models import GraduateCredential
from remeslo.web.apps.funding.models import EntryRow
from remeslo.web.apps.privacy.access import Subject
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.results.audience import Audience, audience_for
from remeslo.web.apps.results.ledger import Parties
from remeslo.web.apps.results.models import Evidence, FactRow, Learner
from remeslo.web.apps.shortcourses.models import LearnerPlan, Recognition
from remeslo.web.apps.staffing.models import AbsenceRow, Certificate, MentorshipRow, QualificationRow, StaffEvent, Step

MOST_LOG_LINES: Final = 1000

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one kind; ``left_out`` says how many there are that this reader may not see."""

    kind: Kind
    rows: Sequence[Row]
    left_out: int = 0


def held(cluster: Cluster, subject: Subject, register: Register, reader: User) -> list[Section]:
    """Sections with rows, in the register's order; the number of queries does not grow with the rows."""
    found = _of_learner(cluster, subject, reader) if subject.who == "learner" else _of_staff(cluster, subject)
    sections = {kind: Section(register.kinds[kind], rows, left_out) for kind, rows, left_out in found}
    return [sections[k] for k in register.kinds if k in sections and (sections[k].rows or sections[k].left_out)]


def _of_learner(cluster: Cluster, subject: Subject, reader: User) -> Iterator[tuple[str, list[Row], int]]:
    key = subject.key
    names = Learner.objects.filter(cluster=cluster, key=key)
    yield "learner-name", list(names.values("key", "name", "college__name")), 0
    facts = _facts(cluster, key)
    audience = None if subject.is_whole else audience_for(reader, cluster)
    seen = [f for f in facts if _sees(audience, f)]
    rows: list[Row] = [{"table": "fact", **_fact(f)} for f in seen]
    money = EntryRow.objects.filter(cluster=cluster, subject=key)
    if subject.is_whole:
        rows += [{"table": "entry", **r} for r in money.values("on", "kind", "rule", "payer", "payee", "amount", "run")]
    yield "learner-pseudonym", rows, len(facts) - len(seen) + (0 if subject.is_whole else money.count())
    plans = LearnerPlan.objects.filter(cluster=cluster, pseudonym=key)
    own = None if subject.is_whole else getattr(subject.row, "college_id", None)
    plans = plans if own is None else plans.filter(owner=own)
    asked = Recognition.objects.filter(plan__in=plans)
    fields = ("plan__group", "evidence", "document", "document_day", "elements", "outcomes", "state", "reason")
    yield "learner-recognition", [*plans.values("pseudonym", "group", "opened_at"), *asked.values(*fields)], 0
    digests = {r.removeprefix("file:") for f in seen for r in f.evidence if r.startswith("file:")}
    files = Evidence.objects.filter(cluster=cluster, sha256__in=digests)
    yield "evidence", list(files.values("name", "media_type", "size", "at", "sha256")), 0
    signed = GraduateCredential.objects.filter(cluster=cluster, subject=key)
    signed = signed if own is None else signed.filter(college=own)
    told = ("uid", "programme", "competence", "title", "named", "document", "issued_at", "revoked_at", "reason")
    yield "credential", list(signed.values(*told)), 0
    if subject.is_whole:
        yield "log", _log(LogEntry.objects.filter(cluster=cluster, subject=subject.named)), 0


def _facts(cluster: Cluster, key: str) -> list[FactRow]:
    """Facts about a learner, and the words about these facts."""
    parties = ("by", "other", "college")
    rows = FactRow.objects.filter(cluster=cluster).select_related(*parties).order_by("id")
    own = list(rows.filter(subject=key))
    return own + list(rows.filter(kind=CONFIRMATION, subject__in=[f.key for f in own]))


def _sees(audience: Audience | None, fact: FactRow) -> bool:
    """True for who may read everything, and for parties."""
    return audience is None or audience.sees(Parties(fact.pk, fact.by_id, fact.other_id, fact.college_id))


def _fact(fact: FactRow) -> Row:
    names = ("key", "kind", "subject", "on", "known", "values", "evidence", "corrects", "withdraws", "note")
    return {n: getattr(fact, n) for n in names} | {"by": str(fact.by), "other": str(fact.other or "")}


def _of_staff(cluster: Cluster, subject: Subject) -> Iterator[tuple[str, list[Row], int]]:
    person = cast(StaffMember, subject.row)
    fields = ("key", "name", "role", "subjects", "weekly_hours", "rate", "industry_from", "industry_until")
    yield "staff-name", [{"organisation": str(person.organisation), **{f: getattr(person, f) for f in fields}}], 0
    yield "staff-record", list(_records(cluster, person)), 0
    yield "staff-absence", _bodies(AbsenceRow.objects.filter(person=person)), 0
    given = Certificate.objects.filter(cluster=cluster, step__person=person)
    papers = ("number", "issued", "until", "person_name", "course_title", "host_name", "hours", "signed_by")
    yield "certificate", list(given.values(*papers)), 0
    if not subject.is_whole:
        return
    users = list(Membership.objects.filter(cluster=cluster, person=person.key).values_list("user_id", flat=True))
    accounts = User.objects.filter(pk__in=users)
    yield "account", list(accounts.values("username", "name", "email", "language", "date_joined", "last_login")), 0
    yield "log", _log(LogEntry.objects.filter(Q(user__in=users) | Q(subject=subject.named), cluster=cluster)), 0


def _records(cluster: Cluster, person: StaffMember) -> Iterator[Row]:
    steps = list(Step.objects.filter(person=person).select_related("session"))
    for table, rows in (
        ("qualification", QualificationRow.objects.filter(person=person)),
        ("mentorship", MentorshipRow.objects.filter(mentor=person)),
    ):
        yield from ({"table": table, **r} for r in _bodies(rows))
    yield from ({"table": "course", "session": s.session.key, "state": s.state, "why": s.why} for s in steps)
    names = [f"step:{person.key}@{s.session.key}" for s in steps]
    events = StaffEvent.objects.filter(cluster=cluster, subject__in=names)
    yield from ({"table": "event", **e} for e in events.values("kind", "subject", "on", "note", "author_name"))
    roles = Membership.objects.filter(cluster=cluster, person=person.key)
    yield from ({"table": "role", **r} for r in roles.values("role", "organisation__name", "person"))


def _bodies(rows: Iterable[Any]) -> list[Row]:
    return [dict(row.body) for row in rows]


def _log(rows: Any) -> list[Row]:
    return list(rows.values("at", "user_name", "action", "subject")[:MOST_LOG_LINES])
