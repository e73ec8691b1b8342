"""Never in force without every signature; rights on a day are the clauses in force that day, and no others."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.agreements.papers import (
    DAY,
    HASH,
    agreements,
    all_days,
    nearly_signed,
    quota,
    sign,
    signatory,
    signed,
    signed_agreements,
)

from remeslo.core.agreements.agreement import Agreement, Ending, TextVersion
from remeslo.core.agreements.kinds import Basis, State
from remeslo.core.agreements.state import clauses_on, force, in_force, missing, rights_on, signed_on, state_on


@settings(max_examples=60)
@given(st.one_of(agreements(), nearly_signed()))
def test_agreement_in_force_has_a_signature_of_every_party_by_authority_that_held(agreement: Agreement) -> None:
    for day in all_days:
        if state_on(agreement, day) is State.IN_FORCE:
            assert {s.party for s in agreement.signatories} == set(agreement.party_of)
            for one in agreement.signatories:
                assert any(
                    s.signatory == one.key and s.sha256 == HASH and one.authority.holds_on(s.on) and s.on <= day
                    for s in agreement.signatures
                )
            assert agreement.first <= day < agreement.until


@settings(max_examples=60)
@given(st.one_of(agreements(), nearly_signed()))
def test_state_in_force_and_days_of_force_tell_the_same(agreement: Agreement) -> None:
    told = [day for day in all_days if state_on(agreement, day) is State.IN_FORCE]

    assert told == [day for day in all_days if in_force(agreement, day)]


@settings(max_examples=60)
@given(st.tuples(signed_agreements("A"), signed_agreements("B"), signed_agreements("C")), st.sampled_from(all_days))
def test_rights_on_a_day_are_the_union_of_clauses_of_agreements_in_force(
    three: tuple[Agreement, ...], day: object
) -> None:
    found = {(h.agreement.key, h.clause.key) for h in rights_on(three, day)}

    union = set()
    for agreement in three:
        ends = min(agreement.until, agreement.ending.on) if agreement.ending else agreement.until
        for clause in agreement.clauses:
            runs = (clause.first or agreement.first) <= day < (clause.until or agreement.until)
            if agreement.first <= day < ends and runs:
                union.add((agreement.key, clause.key))
    assert found == union


@settings(max_examples=60)
@given(signed_agreements("A"), st.integers(0, 40))
def test_additional_agreement_takes_clauses_away_and_adds_its_own_from_its_day_on(base: Agreement, after: int) -> None:
    since = base.first + timedelta(days=after)
    if since >= base.until or not base.clauses:
        return
    sides = tuple(base.party_of)
    more = signed("A/1", quota("new", *sides, ("z",)), sides=sides, first=since, until=base.until, amends="A")
    more = replace(more, removes=tuple(base.clause_of))
    for day in all_days:
        keys = {h.clause.key for h in clauses_on([base, more], day)}
        alone = {h.clause.key for h in clauses_on([base], day)}

        assert keys == (alone if day < since else {"new"} if in_force(base, day) else set())


def test_later_additional_agreement_takes_away_what_an_earlier_one_brought() -> None:
    base = signed("A", quota("1", "base", "net", ("a",)))
    one = signed("A/1", quota("2", "base", "net", ("b",)), first=DAY + timedelta(days=5), amends="A", removes=("1",))
    two = signed("A/2", quota("1", "base", "net", ("c",)), first=DAY + timedelta(days=9), amends="A", removes=("2",))

    kept = [[h.clause.workshops[0] for h in clauses_on([base, one, two], DAY + timedelta(days=n))] for n in (0, 5, 9)]

    assert kept == [["a"], ["b"], ["c"]]


def test_additional_agreement_of_an_unsigned_one_brings_nothing() -> None:
    base = replace(signed("A", quota("1", "base", "net", ("a",))), signatures=())

    assert clauses_on([base, signed("A/1", quota("2", "base", "net", ("b",)), amends="A")], DAY) == ()


def test_signature_under_an_older_text_does_not_count() -> None:
    agreement = signed("A", versions=(TextVersion(number=2, sha256="c" * 64, on=DAY),))

    assert [s.key for s in missing(agreement)] == ["s-base", "s-net"]
    assert signed_on(agreement) is None


def test_signed_after_its_first_day_it_is_in_force_from_the_last_signature() -> None:
    late = DAY + timedelta(days=4)
    agreement = signed("A", signatures=(sign("base", DAY), sign("net", late)))

    assert force(agreement) == (late, agreement.until)
    assert state_on(agreement, DAY) is State.SENT


@pytest.mark.parametrize(
    ("number", "days", "holds"),
    [("7", 10, True), ("", 10, False), ("7", None, False)],
    ids=["whole", "no-number", "no-days"],
)
def test_power_of_attorney_needs_number_and_term(number: str, days: int | None, holds: bool) -> None:
    term = {} if days is None else {"since": DAY, "until": DAY + timedelta(days=days)}
    one = signatory("base", basis=Basis.POWER_OF_ATTORNEY, number=number, **term)

    assert one.authority.holds_on(DAY) is holds


def test_states_follow_each_other_over_the_life_of_an_agreement() -> None:
    agreement = signed("A", ending=Ending(on=DAY + timedelta(days=20), reason="ремонт"))
    steps = (-10, -8, -7, 0, 19, 20)

    assert [state_on(agreement, DAY + timedelta(days=n)) for n in steps] == [
        State.DRAFT,
        State.SENT,
        State.SIGNED,
        State.IN_FORCE,
        State.IN_FORCE,
        State.ENDED,
    ]
    assert state_on(replace(agreement, ending=None), agreement.until) is State.EXPIRED
    assert state_on(replace(agreement, withdrawn=DAY, ending=None), DAY) is State.WITHDRAWN


def test_contract_signed_elsewhere_is_in_force_without_named_signatories() -> None:
    agreement = signed("A", signatories=(), signatures=(), versions=(), sent=None, on_paper=DAY - timedelta(days=3))

    assert state_on(agreement, DAY) is State.IN_FORCE
