"""Changes of packs, and two people's changes put together: properties over small packs."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.curriculum.norms import Norm, NormPack, NormValue
from remeslo.web.apps.norms import changes
from remeslo.web.apps.norms.merge import merged

FIRST = date(2020, 1, 1)
KEYS = ("week_max_hours", "exams_per_year_max", "vacation_weeks_min")


def value(day: int, amount: int, source: str = "act") -> NormValue:
    return NormValue(FIRST + timedelta(days=day), Decimal(amount), source, verified=False)


@st.composite
def packs(draw: st.DrawFn) -> NormPack:
    norms = {}
    for key in draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True)):
        days = sorted(draw(st.sets(st.integers(0, 4), min_size=1, max_size=3)))
        values = tuple(value(d, draw(st.integers(0, 3))) for d in days)
        norms[key] = Norm(key=key, unit="week", title_ru="н", title_en="n", values=values)
    return NormPack(key="own", title_ru=draw(st.sampled_from("аб")), title_en="own", country="RU", norms=norms)


@given(packs(), st.integers(0, 4), st.integers(4, 9))
def test_a_value_added_is_in_force_from_its_day_and_the_others_stay(pack: NormPack, day: int, amount: int) -> None:
    key = next(iter(pack.norms))
    new = value(day, amount)
    if any(v.since == new.since for v in pack.norms[key].values):
        with pytest.raises(changes.DayTaken):
            changes.with_value(pack, key, new)
        return
    changed = changes.with_value(pack, key, new)

    assert changed.on(key, new.since) == new
    assert {v for v in changed.norms[key].values if v != new} == set(pack.norms[key].values)
    assert changes.without_value(changed, key, new.since) == pack


def test_a_value_is_replaced_and_may_move_to_another_day() -> None:
    norm = Norm(key=KEYS[0], unit="week", title_ru="н", title_en="n", values=(value(0, 1), value(2, 2)))
    pack = NormPack(key="own", title_ru="а", title_en="a", country="RU", norms={norm.key: norm})

    moved = changes.with_value(pack, norm.key, value(5, 3), instead_of=value(0, 1).since)

    assert moved.norms[norm.key].values == (value(2, 2), value(5, 3))
    with pytest.raises(changes.NoSuchThing):
        changes.with_value(pack, norm.key, value(5, 3), instead_of=value(1, 1).since)


def test_the_last_value_of_a_norm_is_not_taken_out() -> None:
    norm = Norm(key=KEYS[0], unit="week", title_ru="н", title_en="n", values=(value(0, 1),))
    pack = NormPack(key="own", title_ru="а", title_en="a", country="RU", norms={norm.key: norm})

    with pytest.raises(changes.LastValue):
        changes.without_value(pack, norm.key, value(0, 1).since)
    with pytest.raises(changes.NormTaken):
        changes.with_norm(pack, norm)
    assert changes.without_norm(pack, norm.key).norms == {}


@given(packs(), packs())
def test_merging_with_one_side_unchanged_gives_the_other_side(base: NormPack, changed: NormPack) -> None:
    assert merged(base, changed, base).pack.norms == changed.norms
    assert merged(base, base, changed).pack == changed
    assert merged(base, changed, base).clashes == merged(base, base, changed).clashes == ()


@given(packs(), packs(), packs())
def test_a_merge_without_clashes_does_not_depend_on_who_was_first(
    base: NormPack, mine: NormPack, theirs: NormPack
) -> None:
    one, other = merged(base, mine, theirs), merged(base, theirs, mine)

    assert bool(one.clashes) == bool(other.clashes)
    if not one.clashes:
        assert one.pack == replace(other.pack, norms={k: other.pack.norms[k] for k in one.pack.norms})
        assert set(one.pack.norms) == set(other.pack.norms)


def test_what_both_changed_differently_is_told_and_stays_theirs() -> None:
    norm = Norm(key=KEYS[0], unit="week", title_ru="н", title_en="n", values=(value(0, 1),))
    base = NormPack(key="own", title_ru="а", title_en="a", country="RU", norms={norm.key: norm})
    mine = changes.with_value(base, norm.key, value(0, 5), instead_of=value(0, 1).since)
    theirs = changes.with_value(base, norm.key, value(0, 7), instead_of=value(0, 1).since)

    both = merged(base, changes.with_value(mine, norm.key, value(3, 9)), theirs)

    assert both.clashes == ((norm.key, value(0, 1).since.isoformat()),)
    assert both.pack.norms[norm.key].values == (value(0, 7), value(3, 9))
