"""Facts are appended and never changed; one side enters, the other confirms; parties see, strangers do not."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from remeslo.core.base.facts import Standing
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.common.models.documents import Immutable
from remeslo.web.apps.results.ledger import ledger
from remeslo.web.apps.results.models import FactRow, Learner
from remeslo.web.apps.results.services.confirming import NotTheOtherSide, confirm, dispute
from remeslo.web.apps.results.services.recording import NotInForce, Said, correct_fact, withdraw_fact

pytestmark = pytest.mark.django_db


def now():
    return datetime.now(UTC)


def known(cluster):
    return ledger(cluster).known_on(timezone.localdate())


def url(name, **parts):
    return reverse(f"results:{name}", kwargs={"cluster": "small", **parts})


def test_a_fact_cannot_be_changed_or_deleted_by_code_nor_in_the_database(stated):
    row = stated()

    with pytest.raises(Immutable):
        row.save()
    with pytest.raises(Immutable):
        row.delete()
    with pytest.raises(Immutable):
        FactRow.objects.filter(pk=row.pk).update(kind="other")
    with pytest.raises(Immutable):
        FactRow.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE results_factrow SET subject = 'X' WHERE id = %s", [row.pk])


def test_a_fact_comes_back_from_its_row_with_the_types_of_its_values(stated, cluster):
    from decimal import Decimal

    values = {"hours": 72, "score": Decimal("36.0"), "passed": True, "until": date(2026, 11, 2), "element": "ПП.01"}

    row = stated(**values)

    fact = ledger(cluster).by_key[row.key]
    assert {n: (type(v), v) for n, v in fact.values.items() if n in values} == {
        n: (type(v), v) for n, v in values.items()
    }


def test_the_other_side_confirms_and_the_fact_counts_as_confirmed(stated, cluster, house, person):
    row = stated()
    mentor = person(Role.EMPLOYER, cluster=cluster, organisation="turbines")
    assert known(cluster).standing[row.key] is Standing.CLAIMED

    confirm([row], speaker=house("turbines"), by=mentor, at=now())

    assert known(cluster).standing[row.key] is Standing.CONFIRMED


def test_the_side_that_entered_the_fact_cannot_confirm_it(stated, cluster, house, person):
    row = stated()
    methodist = person(Role.METHODIST, cluster=cluster, organisation="base")

    with pytest.raises(NotTheOtherSide):
        confirm([row], speaker=house("base"), by=methodist, at=now())
    assert known(cluster).standing[row.key] is Standing.CLAIMED


def test_who_typed_a_fact_in_cannot_confirm_it_even_for_the_other_side(stated, cluster, house, person):
    both = person(Role.EMPLOYER, cluster=cluster, organisation="turbines")
    row = stated(author=both)

    with pytest.raises(NotTheOtherSide):
        confirm([row], speaker=house("turbines"), by=both, at=now())


def test_a_disputed_fact_keeps_the_reason(stated, cluster, house, person):
    row = stated()
    mentor = person(Role.EMPLOYER, cluster=cluster, organisation="turbines")

    dispute(row, reason="Был только 36 часов", speaker=house("turbines"), by=mentor, at=now())

    found = known(cluster)
    assert found.standing[row.key] is Standing.DISPUTED
    assert found.words[row.key][-1].values["reason"] == "Был только 36 часов"


def test_a_correction_is_a_new_fact_that_waits_for_a_new_confirmation(stated, cluster, house, person):
    row = stated()
    mentor = person(Role.EMPLOYER, cluster=cluster, organisation="turbines")
    confirm([row], speaker=house("turbines"), by=mentor, at=now())
    said = Said(kind=row.kind, subject=row.subject, on=row.on, values={"hours": 36})

    later = correct_fact(row, said, reason="Ошибка ввода", other=row.other, by=None, at=now())

    found = known(cluster)
    assert row.key not in found.by_key and found.by_key[later.key].values["hours"] == 36
    assert found.standing[later.key] is Standing.CLAIMED
    assert FactRow.objects.get(pk=row.pk).values["hours"] == ["int", 72]


def test_a_fact_that_was_corrected_meanwhile_cannot_be_corrected_confirmed_or_withdrawn(stated, cluster, house, person):
    row = stated()
    mentor = person(Role.EMPLOYER, cluster=cluster, organisation="turbines")
    later = withdraw_fact(row, reason="Не та группа", by=None, at=now())
    said = Said(kind=row.kind, subject=row.subject, on=row.on)

    with pytest.raises(NotInForce) as refusal:
        correct_fact(row, said, reason="Поздно", other=None, by=None, at=now())
    with pytest.raises(NotInForce):
        confirm([row], speaker=house("turbines"), by=mentor, at=now())
    with pytest.raises(NotInForce):
        withdraw_fact(row, reason="Ещё раз", by=None, at=now())
    assert refusal.value.stands is None and later.withdraws
    assert [f.key for f in known(cluster).stated] == []


@pytest.mark.parametrize(
    ("role", "organisation", "sees"),
    [
        (Role.METHODIST, "base", True),
        (Role.METHODIST, "net", False),
        (Role.EMPLOYER, "turbines", True),
        (Role.EMPLOYER, "turbines-cu", True),
        (Role.EMPLOYER, "valves", False),
        (Role.CLUSTER_MANAGER, None, True),
        (Role.FINANCE_OFFICER, None, True),
        (Role.MINISTRY_OFFICIAL, None, False),
    ],
)
def test_a_fact_is_seen_by_its_parties_and_by_those_who_run_the_cluster(
    stated, signed_in, cluster, role, organisation, sees
):
    row = stated()
    client = signed_in(role, cluster=cluster, organisation=organisation)

    listing, page = client.get(url("facts")), client.get(url("fact", key=row.key))

    assert page.status_code == (200 if sees else 403 if role is Role.MINISTRY_OFFICIAL else 404)
    assert ("L-001" in listing.text) is sees


def test_a_fact_names_the_organisations_in_its_values_and_keeps_keys_of_nobody(stated, signed_in, cluster, house):
    known_one, gone = stated(), stated(subject="L-002", employer="nobody-here", other=None)
    client = signed_in(Role.CLUSTER_MANAGER, cluster=cluster)

    pages = [client.get(url("fact", key=row.key)).text for row in (known_one, gone)]

    assert f"<dd>{house('turbines').name}</dd>" in pages[0].replace("&quot;", '"')
    assert "<dd>turbines</dd>" not in pages[0]
    assert "<dd>nobody-here</dd>" in pages[1]


def test_a_stranger_and_a_member_of_another_cluster_find_nothing(stated, signed_in, other_cluster):
    row = stated()

    for client in (signed_in(), signed_in(Role.ADMINISTRATOR, cluster=other_cluster)):
        assert client.get(url("facts")).status_code == client.get(url("fact", key=row.key)).status_code == 404
        assert client.post(url("answer", key=row.key), {"word": "confirm"}).status_code == 404


def test_the_enterprise_confirms_several_facts_at_once_from_its_list(stated, signed_in, cluster):
    first, second, foreign = stated(), stated(subject="L-002"), stated(other="valves", employer="valves")
    mentor = signed_in(Role.EMPLOYER, cluster=cluster, organisation="turbines")
    page = mentor.get(url("waiting"))
    assert "L-002" in page.text and foreign.key not in page.text

    answer = mentor.post(url("confirm_chosen"), {"chosen": [first.key, second.key]})

    assert answer.status_code == 302
    standing = known(cluster).standing
    assert [standing[k] for k in (first.key, second.key, foreign.key)] == [
        Standing.CONFIRMED,
        Standing.CONFIRMED,
        Standing.CLAIMED,
    ]


def test_confirming_somebody_elses_fact_through_the_list_is_refused_and_nothing_is_written(stated, signed_in, cluster):
    mine, foreign = stated(), stated(other="valves", employer="valves", subject="L-009")
    mentor = signed_in(Role.EMPLOYER, cluster=cluster, organisation="turbines")

    answer = mentor.post(url("confirm_chosen"), {"chosen": [mine.key, foreign.key]})

    assert answer.status_code == 403
    assert set(known(cluster).standing.values()) == {Standing.CLAIMED}


def test_a_dispute_without_a_reason_is_not_taken(stated, signed_in, cluster):
    row = stated()
    mentor = signed_in(Role.EMPLOYER, cluster=cluster, organisation="turbines")

    answer = mentor.post(url("answer", key=row.key), {"word": "dispute", "reason": " "})

    assert answer.status_code == 400 and "Say what is wrong" in answer.text
    assert known(cluster).standing[row.key] is Standing.CLAIMED


def test_names_are_shown_to_parties_only_when_asked_for_and_each_showing_is_logged(stated, signed_in, cluster, house):
    row = stated()
    Learner.objects.create(cluster=cluster, key="L-001", name="Тайная Мария", college=house("base"))
    pages = [url("fact", key=row.key), url("facts"), url("subject", key="L-001")]
    methodist = signed_in(Role.METHODIST, cluster=cluster, organisation="base")
    manager = signed_in(Role.CLUSTER_MANAGER, cluster=cluster)

    for page in pages:
        assert "Тайная" not in methodist.get(page).text
        assert "Тайная" in methodist.get(page + "?names=1").text
        assert "Тайная" not in manager.get(page + "?names=1").text
    shown = LogEntry.objects.filter(action="names.shown", subject="learner:L-001")
    assert [e.user_id for e in shown] == [methodist.user.pk] * 3


def test_saying_something_of_a_pseudonym_opens_no_name_until_the_college_confirms(
    stated, signed_in, cluster, house, person
):
    Learner.objects.create(cluster=cluster, key="L-001", name="Тайная Мария", college=house("base"))
    row = stated("feedback", by="valves", other="base")
    stated("admission", by="net", other=None, college="net")  # another college claims the learner for its own
    employer = signed_in(Role.EMPLOYER, cluster=cluster, organisation="valves")
    other_college = signed_in(Role.METHODIST, cluster=cluster, organisation="net")
    page = url("subject", key="L-001") + "?names=1"

    before = [employer.get(page).text, other_college.get(page).text]
    confirm([row], speaker=house("base"), by=person(), at=now())

    assert not any("Тайная" in text for text in before)
    assert "Тайная" in employer.get(page).text
    assert "Тайная" not in other_college.get(page).text


@pytest.mark.parametrize("number", [1, 5])
def test_the_list_of_facts_takes_the_same_queries_with_one_and_with_many(
    stated, signed_in, cluster, number, django_assert_num_queries
):
    for n in range(number):
        stated(subject=f"L-{n}")
    client = signed_in(Role.CLUSTER_MANAGER, cluster=cluster)
    client.get(url("facts"))

    with django_assert_num_queries(7):
        client.get(url("facts"))
