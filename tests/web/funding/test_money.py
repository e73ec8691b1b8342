"""Settling, paying, explaining, claiming back: each act once, each page for those who may see it."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from tests.web.funding.conftest import DAY

from remeslo.core.funding.clawback import Action as Step
from remeslo.core.funding.closing import check_year
from remeslo.core.funding.lines import LineState
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.funding.accounts import account
from remeslo.web.apps.funding.models import BookedRun, ClawbackRow, EntryRow
from remeslo.web.apps.funding.services.booking import NotBooked, close_budget_year, pay_accrued, settle_up_to
from remeslo.web.apps.funding.services.clawbacks import SameHand, Stale, clawback_value, open_for, take_step

pytestmark = pytest.mark.django_db


def now():
    return datetime.now(UTC)


def url(name, **parts):
    return reverse(f"funding:{name}", kwargs={"cluster": "small", **parts})


@pytest.fixture
def settled(cluster, pack, learners):
    settle_up_to(cluster, pack, on=DAY, by=None, at=now())
    return pay_accrued(cluster, pack, on=DAY, by=None, at=now())


@pytest.fixture
def left(settled, say, learners):
    """L-1 turns out to have left on 20 July: August and September were paid and are not due."""
    return say("leaving", "L-1", date(2026, 7, 20), known=date(2026, 10, 2))


def test_a_settlement_is_booked_to_the_kopeck_and_the_ledger_adds_up_to_zero(cluster, pack, settled):
    here = account(cluster, pack)

    assert settled.amount == Decimal("80.00")  # two learners, June to September, ten roubles a month
    assert here.ledger.total == 0
    assert here.settlement(DAY).amount == 0
    assert {x.state for x in here.settlement(DAY).lines if x.due} == {LineState.PAID}


def test_the_same_settlement_again_books_nothing(cluster, pack, settled):
    before = EntryRow.objects.count()

    with pytest.raises(NotBooked) as refusal:
        settle_up_to(cluster, pack, on=DAY, by=None, at=now())

    assert refusal.value.why == "nothing" and EntryRow.objects.count() == before


def test_a_settlement_that_is_no_longer_what_was_shown_is_not_booked(cluster, pack, learners):
    with pytest.raises(NotBooked) as refusal:
        settle_up_to(cluster, pack, on=DAY, by=None, at=now(), seen=Decimal("1.00"))

    assert refusal.value.why == "changed" and not EntryRow.objects.exists()


def test_what_is_booked_cannot_be_changed_in_the_database(settled):
    for table in ("funding_entryrow", "funding_bookedrun"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET amount = 1")


def test_an_unconfirmed_job_waits_and_is_due_when_the_employer_confirms(cluster, pack, learners, say):
    before = account(cluster, pack).settlement(DAY)
    job = next(x for x in before.lines if x.key.kind == "job")
    assert (job.state, job.due) == (LineState.ELIGIBLE, 0)

    say("confirmation", learners["job"].key, date(2026, 8, 1), by="turbines", confirmed=True)

    job = next(x for x in account(cluster, pack).settlement(DAY).lines if x.key.kind == "job")
    assert (job.state, job.due) == (LineState.PAYABLE, Decimal("500.00"))


def test_a_closed_year_takes_no_entry_and_is_replayed_to_the_kopeck(cluster, pack, settled, say):
    row = close_budget_year(cluster, pack, 2026, by=None, at=now())
    say("leaving", "L-2", date(2026, 7, 1), known=date(2026, 12, 20))

    with pytest.raises(NotBooked) as refusal:
        settle_up_to(cluster, pack, on=date(2026, 12, 31), by=None, at=now())
    assert refusal.value.why == "closed"
    here = account(cluster, pack)
    from remeslo.core.funding.closing import YearClosing

    assert check_year(here.pack, here.held.facts, here.ledger, from_json(YearClosing, row.body)) == []
    with pytest.raises(NotBooked):
        close_budget_year(cluster, pack, 2026, by=None, at=now())


def test_a_clawback_goes_through_its_steps_in_parts_and_books_what_it_says(
    cluster, pack, left, person, house_of, settled
):
    finance = person(Role.FINANCE_OFFICER, cluster=cluster)
    manager = person(Role.CLUSTER_MANAGER, cluster=cluster)
    on = date(2026, 10, 5)
    row = open_for(
        cluster,
        pack,
        contract="task base",
        payee=house_of("base"),
        reason="Отчислен",
        amount=None,
        on=on,
        by=finance,
        at=now(),
    )
    assert row.amount == Decimal("20.00")

    def step(action, by, **more):
        return take_step(
            ClawbackRow.objects.select_related("cluster", "pack", "payee").get(pk=row.pk),
            action,
            steps=ClawbackRow.objects.get(pk=row.pk).steps,
            on=on,
            by=by,
            at=now(),
            **more,
        )

    step(Step.NOTIFY, finance)
    with pytest.raises(SameHand):
        step(Step.CONFIRM, finance)
    step(Step.CONFIRM, manager)
    step(Step.RECEIVE, finance, amount=Decimal("5.00"))
    last = step(Step.RECEIVE, finance)

    value = clawback_value(last)
    assert (last.state, value.returned, value.open) == ("closed", Decimal("20.00"), 0)
    here = account(cluster, pack)
    assert here.ledger.total == 0 and here.settlement(on).amount == 0
    assert BookedRun.objects.filter(what="clawback").count() == 3


def test_a_step_on_a_page_that_is_out_of_date_is_refused(cluster, pack, left, person, house_of):
    finance = person(Role.FINANCE_OFFICER, cluster=cluster)
    row = open_for(
        cluster, pack, contract="task base", payee=house_of("base"), reason="Отчислен", amount=Decimal("7"),
        on=date(2026, 10, 5), by=finance, at=now(),
    )  # fmt: skip
    take_step(row, Step.NOTIFY, steps=1, on=date(2026, 10, 5), by=finance, at=now())

    with pytest.raises(Stale):
        take_step(row, Step.CANCEL, steps=1, on=date(2026, 10, 5), by=finance, at=now(), reason="x")


@pytest.fixture
def house_of(cluster):
    return lambda key: cluster.organisations.get(key=key)


PAGES = ("home", "settle", "ledger", "clawbacks", "verification", "packs", "trace")
OPEN = {
    Role.FINANCE_OFFICER: {*PAGES},
    Role.CLUSTER_MANAGER: {*PAGES} - {"settle"},
    Role.MINISTRY_OFFICIAL: {*PAGES} - {"settle"},
    Role.EMPLOYER: {"home", "clawbacks", "trace"},
    Role.METHODIST: {"home", "clawbacks", "trace"},
}


@pytest.mark.parametrize("role", OPEN)
def test_pages_open_for_the_roles_that_may_see_them(role, signed_in, cluster, pack, settled):
    organisation = {Role.EMPLOYER: "turbines", Role.METHODIST: "base"}.get(role)
    client = signed_in(role, cluster=cluster, organisation=organisation)

    opened = {name for name in PAGES if client.get(url(name)).status_code == 200}

    assert opened == OPEN[role]


def test_a_statement_is_seen_by_its_college_and_not_by_another(signed_in, cluster, pack, settled):
    asked = {"contract": "task base", "payee": "base", "period": "2026-06", "pack": "small-rules"}
    own = signed_in(Role.METHODIST, cluster=cluster, organisation="base")
    other = signed_in(Role.METHODIST, cluster=cluster, organisation="net")

    assert own.get(url("statement"), asked).status_code == 200
    assert own.get(url("statement_export"), asked).status_code == 200
    assert (
        other.get(url("statement"), asked).status_code == other.get(url("statement_export"), asked).status_code == 404
    )
    assert "task base" not in other.get(url("home")).text
    assert other.get(url("ledger_export", form="csv")).status_code == 403


def test_an_amount_opens_in_three_lines_down_to_the_fact(signed_in, cluster, pack, settled, learners):
    finance = signed_in(Role.FINANCE_OFFICER, cluster=cluster)
    asked = {
        "contract": "task base",
        "payee": "base",
        "period": "2026-06",
        "line": "learning|task base|L-1|2026-06|base",
    }

    page = finance.get(url("statement"), asked)

    assert "norm ÷ 12" in page.text and "“rate norm” ÷ 12" in page.text and "120 ÷ 12" in page.text
    assert reverse("results:fact", kwargs={"cluster": "small", "key": learners["L-1"].key}) in page.text
    assert "приказ norm" in page.text


def test_a_number_that_nobody_verified_is_marked(signed_in, cluster, pack, learners, say):
    say("confirmation", learners["job"].key, date(2026, 8, 1), by="turbines", confirmed=True)
    finance = signed_in(Role.FINANCE_OFFICER, cluster=cluster)
    asked = {"contract": "task base", "payee": "base", "period": "2026-07", "line": "job|task base|L-2|2026-07|job"}

    assert "not verified" in finance.get(url("statement"), asked).text


def test_the_rouble_is_traced_back_to_the_programme_and_forward_from_it(signed_in, cluster, pack, learners):
    finance = signed_in(Role.FINANCE_OFFICER, cluster=cluster)

    back = finance.get(url("trace"), {"line": "learning|task base|L-1|2026-06|base"})
    forward = finance.get(url("trace"), {"programme": "welder"})

    assert [p.key for p in back.context["chain"].programmes] == ["welder"]
    assert back.context["chain"].learners == ("L-1",)
    assert {"card-turbines", "card-valves"} <= {c.key for c in back.context["cards"]}
    assert {line.subject for line in forward.context["chain"].lines} == {"L-1", "L-2"}


def test_the_trace_shows_an_employer_only_own_cards(signed_in, cluster, pack, learners, say):
    employer = signed_in(Role.EMPLOYER, cluster=cluster, organisation="turbines")

    page = employer.get(url("trace"), {"fact": learners["job"].key})

    assert page.status_code == 200
    assert "Контролёр сварки" not in page.text
    assert employer.get(url("trace"), {"card": "card-valves"}).status_code == 404


def test_the_ledger_is_downloaded_as_it_is_shown(signed_in, cluster, pack, settled):
    finance = signed_in(Role.FINANCE_OFFICER, cluster=cluster)

    csv = finance.get(url("ledger_export", form="csv"), {"kind": "paid"})
    xlsx = finance.get(url("ledger_export", form="xlsx"))

    assert len(csv.content.decode("utf-8-sig").strip().splitlines()) == 1 + 8
    assert xlsx.content[:2] == b"PK"
    assert finance.get(url("ledger_export", form="exe")).status_code == 404


def test_a_sample_is_drawn_and_a_line_found_unsound_makes_the_next_one_grow(signed_in, cluster, pack, learners):
    finance = signed_in(Role.FINANCE_OFFICER, cluster=cluster)
    finance.post(url("draw"), {"pack": "small-rules", "on": "2026-09-30", "share": "10"})
    sample = finance.get(url("verification")).context["sample"]
    line = sample.chosen[0][0]

    finance.post(url("verdict", pk=sample.pk), {"line": line, "word": "unsound", "note": "нет приказа"})
    finance.post(url("draw"), {"pack": "small-rules", "on": "2026-09-30", "share": "10"})

    grown = finance.get(url("verification")).context["sample"]
    assert json.loads(json.dumps(grown.rule))["value_share"] == "1/5"
    assert grown.pk != sample.pk and "нет приказа" not in str(grown.chosen)


@pytest.mark.parametrize("extra", [0, 6])
def test_the_list_of_statements_takes_the_same_queries_with_few_and_with_many(
    extra, signed_in, cluster, pack, settled, say, django_assert_num_queries
):
    for n in range(extra):
        say("admission", f"X-{n}", date(2026, 6, 1), programme="welder", college="base", project=True)
    finance = signed_in(Role.FINANCE_OFFICER, cluster=cluster)
    finance.get(url("home"))

    with django_assert_num_queries(11):
        finance.get(url("home"))
