"""What signed agreements give the network form: contracts, teaching, quotas; and folder contracts as agreements."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.agreements.papers import DAY, nearly_signed, quota, signed, signed_agreements

from remeslo.core.agreements.agreement import Agreement
from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.kinds import AgreementKind, ClauseKey, ClauseKind, Unit
from remeslo.core.agreements.state import in_force, signed_on
from remeslo.core.line.network.agreed import agreed_terms, folder_contracts
from remeslo.core.network.terms import ContractClause, NetworkContract, PartnerQuota, UseTerms

ALL = [DAY + timedelta(days=n) for n in range(-5, 100)]


def teach(by: str, to: str, *elements: str) -> Clause:
    kind = ClauseKind.TEACH
    return Clause(key=ClauseKey("t"), kind=kind, party=by, to=to, programme="welder", elements=elements, count=36)


@settings(max_examples=60)
@given(st.one_of(signed_agreements("A"), nearly_signed()))
def test_quota_covers_a_day_just_when_its_clause_is_in_force(agreement: Agreement) -> None:
    terms = agreed_terms([agreement])
    for clause in agreement.clauses:
        for day in ALL:
            runs = (clause.first or agreement.first) <= day < (clause.until or agreement.until)
            covering = [q for q in terms.quotas if q.key.startswith(f"A.{clause.key}-") and q.first <= day <= q.last]

            assert len(covering) == (1 if in_force(agreement, day) and runs else 0)
    assert not terms.contracts or signed_on(agreement) is not None


def test_sides_that_both_give_workshops_have_a_contract_each() -> None:
    terms = agreed_terms([signed("A", quota("1", "base", "net", ("a",)), quota("2", "net", "base", ("b",)))])

    assert [(c.key, c.owner, c.partner) for c in terms.contracts] == [
        ("A-base", "base", "net"),
        ("A-net", "net", "base"),
    ]
    assert [q.contract for q in terms.quotas] == ["A-base", "A-net"]


def test_partner_that_teaches_its_own_in_the_owners_workshops_is_the_executor_of_that_contract() -> None:
    agreement = signed("A", quota("1", "base", "net", ("a",)), teach("net", "base", "УП.01"))
    (clause,) = agreed_terms([agreement]).clauses

    assert (clause.contract, clause.executor, clause.elements, clause.hours) == ("A", "net", ("УП.01",), 36)


def test_hours_become_whole_days_weeks_six_and_prices_follow() -> None:
    hours = replace(quota("1", "base", "net", ("a", "b"), 20, amount=Decimal(100)), unit=Unit.HOUR)
    weeks = replace(quota("2", "base", "net", ("c",), 2, amount=Decimal(1000)), unit=Unit.WEEK)
    use = (UseTerms(workshop="a", hours_a_day=8), UseTerms(workshop="b", hours_a_day=4))

    found = agreed_terms([signed("A", hours, weeks)], use).quotas

    assert [(q.days, q.price) for q in found] == [(2, Decimal(800)), (12, Decimal("166.67"))]


def test_price_clause_prices_the_quota_of_its_workshops() -> None:
    price = Clause(
        key=ClauseKey("p"),
        kind=ClauseKind.PRICE,
        party="base",
        to="net",
        workshops=("a",),
        amount=Decimal("900.50"),
        unit=Unit.DAY,
    )
    (found,) = agreed_terms([signed("A", quota("1", "base", "net", ("a",)), price)]).quotas

    assert found.price == Decimal("900.50")


def test_partnership_gives_the_network_form_nothing() -> None:
    use = Clause(key=ClauseKey("1"), kind=ClauseKind.USE, party="base", to="net", workshops=("a",))

    assert agreed_terms([signed("A", use, kind=AgreementKind.PARTNERSHIP)]).contracts == ()


def test_contract_of_a_folder_is_an_agreement_with_its_quotas_and_teaching_as_clauses() -> None:
    last = date(2029, 6, 30)
    contract = NetworkContract(key="СФ-1", owner="base", partner="net", first=DAY, last=last, signed=date(2026, 8, 20))
    taught = ContractClause(contract="СФ-1", programme="welder", executor="net")
    given_ = PartnerQuota(key="q", partner="net", workshops=("a",), first=DAY, last=last, days=5, contract="СФ-1")

    (agreement,) = folder_contracts([contract], [taught], [given_])

    assert (agreement.on_paper, agreement.until) == (date(2026, 8, 20), date(2029, 7, 1))
    assert [(c.kind, c.party, c.to) for c in agreement.clauses] == [("teach", "net", "base"), ("quota", "base", "net")]
    assert agreed_terms([agreement]).contracts == ()
