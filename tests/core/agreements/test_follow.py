"""Promises and the facts behind them: nothing counts twice, and money is exact."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.agreements.papers import DAY, days, hired, money, payment, signed

from remeslo.core.agreements.agreement import Agreement, Ending, Failure
from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.commitments import Standing
from remeslo.core.agreements.follow import follow, open_commitments
from remeslo.core.agreements.kinds import AgreementKind, ClauseKey, ClauseKind
from remeslo.core.agreements.reminders import expiring
from remeslo.core.base.facts import Fact

PLANT = ("plant", "base")
END = DAY + timedelta(days=30)


def partnership(key: str, *clauses: Clause, **more: object) -> Agreement:
    return signed(key, *clauses, sides=PLANT, kind=AgreementKind.PARTNERSHIP, **more)


def hiring(key: str, count: int, **more: object) -> Clause:
    return Clause(key=ClauseKey(key), kind=ClauseKind.HIRING, party="plant", count=count, **more)


amounts = st.integers(1, 900_000).map(lambda kopecks: Decimal(kopecks) / 100)


@st.composite
def payers(draw: st.DrawFn) -> tuple[list[Agreement], list[Fact]]:
    papers = []
    for n in range(draw(st.integers(1, 3))):
        first = draw(days)
        clauses = [payment(str(c), "plant", str(draw(amounts))) for c in range(draw(st.integers(1, 2)))]
        papers.append(partnership(f"A{n}", *clauses, first=first, until=first + timedelta(days=20)))
    subjects = st.sampled_from(("grant", *(str(a.key) for a in papers)))
    facts = [
        money(f"f{n}", "plant", str(draw(amounts)), draw(days), draw(subjects)) for n in range(draw(st.integers(0, 5)))
    ]
    return papers, facts


@settings(max_examples=60)
@given(payers(), days)
def test_no_part_of_any_money_counts_twice_and_none_is_made(
    given_: tuple[list[Agreement], list[Fact]], on: object
) -> None:
    papers, facts = given_
    taken: dict[str, Decimal] = defaultdict(Decimal)
    for progress in follow(papers, facts, on):
        assert isinstance(progress.done, Decimal)
        assert progress.done + progress.left == progress.commitment.wanted
        for counted in progress.counted:
            taken[counted.fact.key] += counted.amount
            named = {str(a.key) for a in papers}
            assert counted.fact.subject not in named - {progress.commitment.agreement.key}

    for fact in facts:
        assert taken[fact.key] <= fact.values["amount"]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("abcd"), days), max_size=8), st.integers(1, 3), st.integers(1, 3))
def test_person_is_hired_once_however_many_facts_and_promises(
    told: list[tuple[str, object]], one: int, two: int
) -> None:
    until = DAY + timedelta(days=61)
    papers = [partnership("A", hiring("1", one), until=until), partnership("B", hiring("1", two), until=until)]
    facts = [hired(f"f{n}", learner, "plant", on) for n, (learner, on) in enumerate(told)]

    counted = [c.fact.subject for p in follow(papers, facts, until) for c in p.counted]

    assert len(counted) == len(set(counted)) == min(len({learner for learner, _ in told}), one + two)


def test_promise_goes_from_open_to_at_risk_to_overdue_and_is_fulfilled_late() -> None:
    paper = partnership("A", payment("1", "plant", "100.00", until=DAY + timedelta(days=20)))
    late = money("f", "plant", "100.00", DAY + timedelta(days=25))
    told = [follow([paper], [late], DAY + timedelta(days=n), risk_days=5)[0].standing for n in (0, 15, 20, 25)]
    (done,) = follow([paper], [late], END)

    assert told == [Standing.OPEN, Standing.AT_RISK, Standing.OVERDUE, Standing.FULFILLED]
    assert [c.is_late for c in done.counted] == [True]


def test_money_promised_and_evidenced_is_not_added_to_what_was_received() -> None:
    paper = partnership("A", payment("1", "plant", "300"))
    got = money("f1", "plant", "100", DAY)
    others = [replace(got, key=f"f-{k}", kind=k) for k in ("cofinancing_promised", "cofinancing_evidenced")]

    (progress,) = follow([paper], [got, *others], DAY + timedelta(days=2), risk_days=1)

    assert (progress.done, progress.standing) == (Decimal(100), Standing.PARTLY)


def test_disputed_fact_is_named_and_not_counted_confirmed_one_is_told_apart() -> None:
    paper = partnership("A", hiring("1", 2))
    facts = [hired("f1", "a", "plant", DAY), hired("f2", "b", "plant", DAY)]
    words = [
        Fact(
            key=f"w{n}", kind="confirmation", subject=f"f{n}", on=DAY, known=DAY, by="plant", values={"confirmed": yes}
        )
        for n, yes in ((1, True), (2, False))
    ]

    (progress,) = follow([paper], [*facts, *words], DAY)

    assert (progress.done, progress.confirmed, progress.disputed) == (1, 1, ("f2",))


def test_learner_of_a_college_that_is_no_side_does_not_count() -> None:
    admission = Fact(
        key="a1",
        kind="admission",
        subject="a",
        on=DAY,
        known=DAY,
        by="net",
        values={"college": "net", "programme": "welder"},
    )
    paper = partnership("A", hiring("1", 1))

    assert follow([paper], [admission, hired("f1", "a", "plant", DAY)], DAY)[0].done == 0
    assert follow([paper], [replace(admission, values={"college": "base"}), hired("f1", "a", "plant", DAY)], DAY)[
        0
    ].done


def test_promise_of_an_agreement_that_ended_early_lapses_one_due_before_stays_overdue() -> None:
    clauses = (payment("1", "plant", "10", until=DAY + timedelta(days=5)), hiring("2", 3))
    paper = partnership("A", *clauses, ending=Ending(on=DAY + timedelta(days=10), reason="завод закрыт"))

    told = {p.commitment.clause.key: p.standing for p in follow([paper], [], DAY + timedelta(days=10))}

    assert told == {"1": Standing.OVERDUE, "2": Standing.LAPSED}


def test_promise_that_a_party_will_not_carry_out_names_the_party() -> None:
    failure = Failure(clause=ClauseKey("1"), by="plant", on=DAY, reason="нет заказов")
    (progress,) = follow([partnership("A", hiring("1", 1), failures=(failure,))], [], DAY)

    assert (progress.standing, progress.failure) == (Standing.NOT_CARRIED_OUT, failure)


def test_unsigned_agreement_promises_nothing() -> None:
    assert follow([replace(partnership("A", hiring("1", 1)), signatures=())], [], DAY) == ()


def test_open_commitments_come_with_the_overdue_first_and_without_what_is_done() -> None:
    clauses = (hiring("1", 1), payment("2", "plant", "5", until=DAY + timedelta(days=2)), payment("3", "plant", "7"))
    paid = money("f", "plant", "7", DAY + timedelta(days=3), "A")

    found = open_commitments([partnership("A", *clauses)], [paid], DAY + timedelta(days=3), risk_days=1)

    assert [(p.commitment.clause.key, p.standing) for p in found] == [("2", Standing.OVERDUE), ("1", Standing.OPEN)]


def test_agreement_that_ends_soon_is_reminded_of_until_it_is_renewed() -> None:
    paper = signed("A")
    renewal = signed("B", first=END, until=END + timedelta(days=9), renews="A")
    on = DAY + timedelta(days=20)

    assert [(r.agreement.key, r.days) for r in expiring([paper], on, remind_days=10)] == [("A", 10)]
    assert expiring([paper], on, remind_days=9) == ()
    assert expiring([paper, renewal], on, remind_days=10) == ()
