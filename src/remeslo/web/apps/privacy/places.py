"""
Where the records of each kind that can go are, from when their term counts, and how they go.

Kinds that the register keeps have no place here: nothing erases them. Places of a cluster name records within it; the
others (accounts, sessions) belong to the whole installation and are asked for without a cluster.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import F, Max, Model
from django.utils import timezone

from remeslo.core.privacy import Record
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import (
    Cluster,
    Draft,
    Invitation,
    Membership,
    OutsideIdentity,
    RecoveryCode,
    SecondFactor,
    SignedIn,
    SignInAttempt,
    User,
)
from remeslo.web.apps.organisations.models import OrganisationUpload
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.results.models import FactRow, FactUpload, Learner
from remeslo.web.apps.staffing.models import AbsenceRow, StaffUpload

GONE: Final = "erased-"
"""How the name to sign in with of an account begins that nobody has any more."""
_BATCH: Final = 500

Keys = Sequence[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Records of a kind; ``records`` takes a fixed number of queries, ``let_go`` says how many rows it changed."""

    kind: str
    is_of_cluster: bool
    records: Callable[[Cluster | None], Iterator[Record]]
    let_go: Callable[[Cluster | None, Keys], int]


@cache
def places() -> tuple[Place, ...]:
    """All of them, those of a cluster first."""
    answers = apps.get_model("api", "KeptAnswer")
    return (
        Place("learner-name", True, _learners, _erase_learners),
        Place("staff-name", True, _staff, _pseudonymise_staff),
        Place("staff-absence", True, _rows("staff-absence", AbsenceRow, "last"), _delete(AbsenceRow)),
        Place("draft", True, _rows("draft", Draft, "updated_at"), _delete(Draft)),
        Place("upload", True, _rows("upload", FactUpload, "at", mark="facts"), _delete(FactUpload, mark="facts")),
        Place("upload", True, _rows("upload", StaffUpload, "at", mark="staff"), _delete(StaffUpload, mark="staff")),
        Place(
            "upload",
            False,
            _rows("upload", OrganisationUpload, "at", mark="houses"),
            _delete(OrganisationUpload, mark="houses"),
        ),
        Place("account", False, _accounts, _pseudonymise_accounts),
        Place("sign-in", False, _rows("sign-in", SignInAttempt, "at"), _delete(SignInAttempt)),
        Place("session", False, _rows("session", Session, "expire_date"), _end_sessions),
        Place("invitation", False, _rows("invitation", Invitation, "expires_at"), _delete(Invitation)),
        Place("program-answer", False, _rows("program-answer", answers, "at"), _delete(answers)),
    )


def places_of(cluster: Cluster | None) -> tuple[Place, ...]:
    """Those of a cluster, or those of the installation."""
    return tuple(p for p in places() if p.is_of_cluster == (cluster is not None))


def _learners(cluster: Cluster | None) -> Iterator[Record]:
    """Names by pseudonym; the term counts from the last day of a fact about the learner."""
    facts = FactRow.objects.filter(cluster=cluster).order_by().values_list("subject").annotate(Max("on"))
    last: dict[str, date] = dict(facts)
    for key in Learner.objects.filter(cluster=cluster).order_by("key").values_list("key", flat=True):
        yield Record("learner-name", key, last.get(key))


def _erase_learners(cluster: Cluster | None, keys: Keys) -> int:
    return sum(Learner.objects.filter(cluster=cluster, key__in=part).delete()[0] for part in _parts(keys))


def _staff(cluster: Cluster | None) -> Iterator[Record]:
    """People whose name is still there."""
    rows = StaffMember.objects.filter(cluster=cluster).exclude(name=F("key")).order_by("position", "id")
    for key in rows.values_list("key", flat=True):
        yield Record("staff-name", key, None)


def _pseudonymise_staff(cluster: Cluster | None, keys: Keys) -> int:
    """The key takes the place of the name."""
    return sum(StaffMember.objects.filter(cluster=cluster, key__in=part).update(name=F("key")) for part in _parts(keys))


def _accounts(cluster: Cluster | None) -> Iterator[Record]:
    """
    Accounts but those of administrators, which go once the role is taken away: no cluster loses its last one so.

    A program that comes in the person's name counts as the person.
    """
    rows = User.objects.filter(is_superuser=False).exclude(username__startswith=GONE).order_by("pk")
    rows = rows.exclude(memberships__role=Role.ADMINISTRATOR)
    used = rows.annotate(used=Max("api_tokens__used_at"))
    for pk, joined, signed_in, by_token in used.values_list("pk", "date_joined", "last_login", "used"):
        yield Record("account", str(pk), _day(max(m for m in (joined, signed_in, by_token) if m is not None)))


def _pseudonymise_accounts(cluster: Cluster | None, keys: Keys) -> int:
    """The row stays for what refers to it; whoever it was, and every way in, goes."""
    now = timezone.now()
    people = list(User.objects.filter(pk__in=[int(k) for k in keys]))
    for person in people:
        SignInAttempt.objects.filter(username=person.username).delete()
        person.username, person.name, person.email, person.language = f"{GONE}{person.pk}", "", "", ""
        person.is_active = False
        person.set_unusable_password()
        person.save()
    ids = [p.pk for p in people]
    mine: tuple[type[Model], ...] = (Membership, SecondFactor, RecoveryCode, OutsideIdentity, SignedIn, Draft)
    for model in mine:
        name = "author" if model is Draft else "user"
        model._default_manager.filter(**{f"{name}__in": ids}).delete()
    tokens = apps.get_model("api", "ApiToken")._default_manager.filter(user__in=ids, revoked_at__isnull=True)
    tokens.update(revoked_at=now)
    return len(people)


def _end_sessions(cluster: Cluster | None, keys: Keys) -> int:
    for part in _parts(keys):
        SignedIn.objects.filter(key__in=part).delete()
    return _delete(Session)(cluster, keys)


def _rows(kind: str, model: type[Model], start: str, *, mark: str = "") -> Callable[[Cluster | None], Iterator[Record]]:
    """Records of rows with a day or a moment; named by the primary key, with a mark where a kind has several tables."""

    def records(cluster: Cluster | None) -> Iterator[Record]:
        rows = model._default_manager.order_by("pk")
        for pk, at in (rows.filter(cluster=cluster) if cluster else rows).values_list("pk", start):
            yield Record(kind, f"{mark}:{pk}" if mark else str(pk), _day(at))

    return records


def _delete(model: type[Model], *, mark: str = "") -> Callable[[Cluster | None, Keys], int]:
    """Rows go; those with another mark are another table's."""

    def let_go(cluster: Cluster | None, keys: Keys) -> int:
        mine = [k.removeprefix(f"{mark}:") for k in keys if not mark or k.startswith(f"{mark}:")]
        where: dict[str, Any] = {"cluster": cluster} if cluster else {}
        gone = 0
        for part in _parts(mine):
            rows = model._default_manager.filter(pk__in=part, **where)
            gone += rows.count()
            rows.delete()
        return gone

    return let_go


def _day(at: date | datetime | None) -> date | None:
    return timezone.localdate(at) if isinstance(at, datetime) else at


def _parts(keys: Keys) -> Iterator[Keys]:
    for n in range(0, len(keys), _BATCH):
        yield keys[n : n + _BATCH]
