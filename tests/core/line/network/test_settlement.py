"""Used days become amounts: only confirmed ones, at the price of the quota, each with its grant and contract."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.line.network.scenes import cluster
from tests.core.network.small import CENTRE, EAST, WEST, grant, pattern, place, problem, quota, request

from remeslo.core.line.network.places import mondays_of
from remeslo.core.line.network.settlement import UsedDays, settle
from remeslo.core.line.network.utilisation import by_grant, utilisation
from remeslo.core.network.result import Allocation
from remeslo.core.network.terms import UseTerms

MONDAYS = mondays_of(2026, 3)
PRICED = replace(quota("q", 10), price=Decimal("100.50"), contract="7/2026")
ASKED = (request("r", pattern((0, 6), (1, 6))), request("own", partner=CENTRE), request("other", partner=WEST))
PROBLEM = problem((place("w1"),), ASKED, quotas=(PRICED,), needs_quota=frozenset({CENTRE}))
GRANTED = Allocation({k: grant() for k in ("r", "own", "other")})


def used(key, days, *, week=0, asked="r", by=CENTRE, confirmed=EAST, corrects=None):
    return UsedDays(
        key=key,
        request=asked,
        monday=MONDAYS[week],
        days=days,
        recorded_by=by,
        confirmed_by=confirmed,
        corrects=corrects,
    )


def settled(*facts):
    return settle(PROBLEM, GRANTED, 2026, facts)


def test_a_confirmed_week_is_charged_at_the_price_of_its_quota_and_names_where_it_comes_from():
    (charge,) = settled(used("f1", 6)).charges

    assert (charge.partner, charge.owner, charge.amount) == (EAST, CENTRE, Decimal("603.00"))
    assert (charge.request, charge.quota, charge.contract, charge.facts) == ("r", "q", "7/2026", ("f1",))


def test_days_above_the_quota_are_told_and_not_charged():
    found = settled(used("f1", 6), used("f2", 6, week=1))

    assert [c.days for c in found.charges] == [6, 4]
    assert found.due == {(EAST, CENTRE): Decimal("1005.00")}
    assert [(f.code, f.facts["without"]) for f in found.findings] == [("settle.above_quota", 2)]


def test_a_correction_stands_instead_of_what_it_corrects():
    found = settled(used("f1", 6), used("f2", 2, corrects="f1"))

    assert [(c.days, c.facts) for c in found.charges] == [(2, ("f2",))]


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        (used("f", 6, confirmed=None), "settle.not_confirmed"),
        (used("f", 6, by=WEST), "settle.not_a_side"),
        (used("f", 6, week=2), "settle.above_booked"),
        (used("f", 6, asked="nobody"), "settle.unknown_grant"),
        (used("f", 6, asked="other", confirmed=WEST), "settle.above_quota"),
    ],
    ids=lambda x: x if isinstance(x, str) else x.request,
)
def test_what_cannot_be_settled_is_told_and_costs_nothing(fact, code):
    found = settled(fact)

    assert [f.code for f in found.findings] == [code]
    assert found.due == {}


def test_nobody_owes_for_the_own_workshop_and_nobody_else_has_to_confirm_it():
    assert settled(used("f", 6, asked="own", confirmed=None)) == settle(PROBLEM, GRANTED, 2026, ())


def test_a_free_quota_charges_nothing_but_is_named():
    free = replace(PROBLEM, quotas=(replace(PRICED, price=None),))

    (charge,) = settle(free, GRANTED, 2026, (used("f", 6),)).charges

    assert (charge.amount, charge.quota) == (Decimal("0.00"), "q")


def test_who_recorded_cannot_confirm():
    with pytest.raises(ValueError, match="confirm"):
        used("f", 1, by=EAST, confirmed=EAST)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 2), st.booleans()), max_size=6))
def test_charged_days_are_never_more_than_used_booked_or_within_quota(rows):
    facts = [used(f"f{n}", d, week=w, confirmed=EAST if ok else None) for n, (d, w, ok) in enumerate(rows)]

    charges = settled(*facts).charges

    assert sum(c.days for c in charges) <= min(10, 12, sum(d for d, _, ok in rows if ok))
    assert all(c.amount == c.days * Decimal("100.50") for c in charges)


def test_use_of_equipment_is_summed_over_what_a_grant_bought():
    here = cluster(
        workshops=(replace(cluster().workshops[0], key="w1", equipment=("Lathe",)),),
        use_terms=(UseTerms(workshop="w1", grant="G-22"),),
    )
    facts = (used("f1", 6), used("f2", 3, week=1, confirmed=None))

    (row,) = utilisation(here, PROBLEM, GRANTED, facts)

    assert (row.open_days, row.booked, row.used, row.equipment) == (18, 24, 6, ("Lathe",))
    assert by_grant([row, row]) == {"G-22": Fraction(12, 36)}
