"""What is due goes, what stays says why; facts, figures and money are what they were; the log names nobody."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from tests.web.privacy.conftest import KEY, NAME, TODAY

from remeslo.core.privacy import Reason, Record, Then
from remeslo.interchange.privacypack import USUAL, builtin
from remeslo.web.apps.common.models import Draft, LogEntry, Membership, SignInAttempt, User
from remeslo.web.apps.privacy.places import GONE, places
from remeslo.web.apps.privacy.services.erasing import Changed, carry_out, erase_one, fingerprint, judged
from remeslo.web.apps.privacy.services.holding import NoSuchRecord, hold, lift
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.results.models import FactRow, Learner

pytestmark = pytest.mark.django_db
LATER = date(2029, 11, 20)
"""More than three years after the last fact."""


def everything(cluster: Any) -> str:
    """All rows of facts, entries and stored figures as text."""
    from remeslo.web.apps.boards.models import LockedFigure, StoredFigure
    from remeslo.web.apps.funding.models import EntryRow

    models = (FactRow, EntryRow, StoredFigure, LockedFigure)
    return json.dumps([list(m.objects.order_by("pk").values()) for m in models], default=str)


def figures(cluster: Any) -> Any:
    """Indicators of the cluster as its board computes them."""
    from remeslo.web.apps.results.figures import board_of
    from remeslo.web.apps.results.ledger import ledger

    return board_of(ledger(cluster), 2026, TODAY)


def test_every_kind_that_goes_has_a_place_and_none_that_is_kept(cluster: Any) -> None:
    kinds = builtin()[USUAL].kinds
    goes = {k.key for k in kinds.values() if k.then is not Then.KEEP}

    assert {p.kind for p in places()} == goes


def test_name_of_a_learner_goes_when_the_term_after_the_last_fact_is_over(
    cluster: Any, learner: Any, recorded: Any
) -> None:
    learner()
    learner("L-002", "Другой Пётр")
    recorded(on=date(2026, 10, 1))
    recorded("L-002", on=date(2027, 10, 1))
    before = (everything(cluster), figures(cluster))

    early = carry_out(cluster, date(2029, 9, 30), by=None)
    counts = carry_out(cluster, date(2029, 10, 1), by=None)

    assert early == {}
    assert counts == {"learner-name": 1}
    assert list(Learner.objects.values_list("key", flat=True)) == ["L-002"]
    assert (everything(cluster), figures(cluster)) == before


def test_carrying_out_twice_does_nothing_more_and_leaves_one_line(cluster: Any, learner: Any, recorded: Any) -> None:
    learner()
    recorded()
    carry_out(cluster, LATER, by=None)

    assert carry_out(cluster, LATER, by=None) == {}
    lines = LogEntry.objects.filter(action="privacy.erased")
    assert [line.facts for line in lines] == [{"count": 1, "kinds": {"learner-name": 1}}]


def test_log_of_an_erasure_holds_no_name(cluster: Any, learner: Any, recorded: Any, person: Any) -> None:
    learner()
    recorded()
    keeper = person("administrator", cluster=cluster)
    erase_one(cluster, Record("learner-name", KEY, None), f"learner:{KEY}", TODAY, by=keeper)

    told = json.dumps(list(LogEntry.objects.values("subject", "facts", "action")), ensure_ascii=False)
    assert "privacy.erased_on_request" in told
    assert not any(part in told for part in NAME.split())


def test_erasing_a_name_leaves_every_table_but_its_own_without_change(
    cluster: Any, learner: Any, recorded: Any
) -> None:
    learner()
    recorded()
    tables = [t for t in connection.introspection.table_names() if t not in ("results_learner", "common_logentry")]
    before = {t: contents(t) for t in tables}

    carry_out(cluster, LATER, by=None)

    changed = {t for t in tables if contents(t) != before[t]}
    assert changed <= {"common_loglink"}


def contents(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return sorted(cursor.fetchall(), key=repr)


def test_list_that_changed_since_it_was_seen_is_not_carried_out(cluster: Any, learner: Any, recorded: Any) -> None:
    learner()
    recorded()
    seen = fingerprint(judged(cluster, LATER).go)
    learner("L-002", "Другой Пётр")
    recorded("L-002")

    with pytest.raises(Changed):
        carry_out(cluster, LATER, by=None, seen=seen)
    assert Learner.objects.count() == 2


def test_hold_keeps_a_name_also_on_request_until_it_is_lifted(
    cluster: Any, learner: Any, recorded: Any, person: Any
) -> None:
    learner()
    recorded()
    keeper, now = person("administrator", cluster=cluster), timezone.now()
    wanted = Record("learner-name", KEY, None)
    row = hold(cluster, "learner-name", KEY, "дело 7", None, by=keeper, at=now)

    due_held = carry_out(cluster, LATER, by=None)
    asked = erase_one(cluster, wanted, f"learner:{KEY}", TODAY, by=keeper)
    assert (due_held, asked and asked.reason, Learner.objects.count()) == ({}, Reason.HOLD, 1)

    assert lift(cluster, row.pk, by=keeper, at=now)
    assert not lift(cluster, row.pk, by=keeper, at=now)
    free = erase_one(cluster, wanted, f"learner:{KEY}", TODAY, by=keeper)
    assert (free and free.reason, Learner.objects.count()) == (Reason.REQUESTED, 0)
    assert erase_one(cluster, wanted, f"learner:{KEY}", TODAY, by=keeper) is None


def test_hold_on_nothing_is_refused(cluster: Any, person: Any) -> None:
    with pytest.raises(NoSuchRecord):
        hold(cluster, "learner-name", "nobody", "x", None, by=person(), at=timezone.now())


def test_hold_with_a_last_day_ends_after_it(cluster: Any, learner: Any, recorded: Any, person: Any) -> None:
    learner()
    recorded()
    hold(cluster, "learner-name", KEY, "дело 7", LATER, by=person(), at=timezone.now())

    assert carry_out(cluster, LATER, by=None) == {}
    assert carry_out(cluster, LATER + timedelta(days=1), by=None) == {"learner-name": 1}


def test_name_of_staff_goes_on_request_only_and_the_key_takes_its_place(cluster: Any, person: Any) -> None:
    keeper = person("administrator", cluster=cluster)
    wanted = Record("staff-name", "p1", None)

    assert "staff-name" not in carry_out(cluster, date(2099, 1, 1), by=None)
    item = erase_one(cluster, wanted, "person:p1", TODAY, by=keeper)

    assert item is not None and item.reason is Reason.REQUESTED
    assert dict(StaffMember.objects.values_list("key", "name")) == {"p1": "p1", "p2": "Ким Анна"}
    assert erase_one(cluster, wanted, "person:p1", TODAY, by=keeper) is None


def test_account_that_nobody_used_loses_the_person_and_every_way_in(cluster: Any, person: Any) -> None:
    gone, kept = person("methodist", cluster=cluster, name="gone"), person("methodist", cluster=cluster, name="kept")
    admin = person("administrator", cluster=cluster)
    old = datetime(2020, 1, 1, tzinfo=UTC)
    User.objects.update(date_joined=old, email="x@example.org")
    User.objects.filter(pk=kept.pk).update(last_login=datetime(2026, 1, 1, tzinfo=UTC))
    Draft.objects.create(cluster=cluster, kind="demand_card", author=gone, updated_at=timezone.now())
    entry = LogEntry.objects.create(at=old, user=gone, user_name="Кто Был", cluster=cluster, action="x")

    counts = carry_out(None, TODAY, by=None)

    gone.refresh_from_db()
    assert counts == {"account": 1}
    assert (gone.username, gone.name, gone.email, gone.is_active) == (f"{GONE}{gone.pk}", "", "", False)
    assert not gone.has_usable_password()
    assert not Membership.objects.filter(user=gone).exists()
    assert not Draft.objects.exists()
    assert set(Membership.objects.values_list("user_id", flat=True)) == {kept.pk, admin.pk}
    assert LogEntry.objects.get(pk=entry.pk).user_name == "Кто Был"
    assert carry_out(None, TODAY, by=None) == {}


def test_tries_to_sign_in_go_after_a_month(db: None) -> None:
    for month in (9, 11):
        SignInAttempt.objects.create(username="x", at=datetime(2026, month, 10, tzinfo=UTC), succeeded=False)

    assert carry_out(None, TODAY, by=None) == {"sign-in": 1}
    assert SignInAttempt.objects.get().at.month == 11


def test_drafts_and_uploads_go_by_their_terms(cluster: Any, person: Any) -> None:
    from remeslo.web.apps.results.models import FactUpload
    from remeslo.web.apps.staffing.models import StaffUpload

    author = person("methodist", cluster=cluster)
    for at in (datetime(2025, 11, 1, tzinfo=UTC), datetime(2026, 11, 10, tzinfo=UTC)):
        Draft.objects.create(cluster=cluster, kind="demand_card", key=str(at), author=author, updated_at=at)
        for model in (FactUpload, StaffUpload):
            model.objects.create(cluster=cluster, author=author, at=at, name="sheet.xlsx", body=b"")

    assert carry_out(cluster, TODAY, by=None) == {"draft": 1, "upload": 2}
    assert (Draft.objects.count(), FactUpload.objects.count(), StaffUpload.objects.count()) == (1, 1, 1)


def test_erasing_in_one_cluster_leaves_the_other_alone(
    cluster: Any, other_cluster: Any, learner: Any, recorded: Any
) -> None:
    learner()
    recorded()
    Learner.objects.create(cluster=other_cluster, key=KEY, name=NAME)
    carry_out(cluster, LATER, by=None)

    assert [x.cluster_id for x in Learner.objects.all()] == [other_cluster.pk]


@pytest.mark.parametrize("many", [1, 6])
def test_judging_takes_as_many_queries_however_many_records(
    cluster: Any, learner: Any, recorded: Any, many: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    for n in range(many):
        learner(f"L-{n}", f"Имя {n}")
        recorded(f"L-{n}")

    with django_assert_num_queries(8):
        judged(cluster, LATER)
