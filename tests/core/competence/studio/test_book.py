"""The book of changes: nothing is lost, disagreement is known, a replay is the same; against a naive oracle."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.competence.studio.book import (
    EMPTY,
    Book,
    Change,
    apply,
    changes_back,
    changes_forward,
    is_contested,
    opening,
    replay,
    rulings,
)
from remeslo.core.competence.studio.place import Place, PlaceKind
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import HoursRuling

NOON = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
HOURS = st.none() | st.integers(1, 99)
PLACES = tuple(Place(PlaceKind.HOURS, f"МДК.0{n}.01") for n in range(1, 5))


def change(number: int, place: Place = PLACES[0], hours: int | None = 36, seen: int = 0, author: str = "a") -> Change:
    value = None if hours is None else HoursRuling(hours=hours)
    return Change(
        number=number, place=place, value=value, seen=seen, author=author, at=NOON + timedelta(seconds=number)
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Changes whose editors saw the newest of their place, an older one, nothing, or a number that never was."""
    acts = st.tuples(st.sampled_from(PLACES), st.integers(0, 9), HOURS, st.sampled_from("ab"))
    made: list[Change] = []
    for number, (place, back, hours, author) in enumerate(draw(st.lists(acts, max_size=40)), start=1):
        there = [c.number for c in made if c.place == place]
        known = [*there[-1:], *reversed(there), 0, *there[-1:]]
        made.append(change(number, place, hours, known[back % len(known)] if known else 0, author))
    return made


@settings(deadline=None)
@given(histories())
def test_every_change_is_in_force_contested_or_was_replaced_by_who_had_seen_it(history: list[Change]) -> None:
    book = EMPTY
    replaced: set[int] = set()
    for c in history:
        before = book.registers.get(c.place)
        book = apply(book, c)
        after = book.registers[c.place]
        if before is not None and after.by is c:  # it settled the place: its editor had seen the newest there
            assert c.seen == before.newest
            replaced |= {before.by.number, *(x.number for x in before.contested)}
    standing = {c.number for r in book.registers.values() for c in (r.by, *r.contested)}

    assert standing | replaced == {c.number for c in history}
    assert not standing & replaced


@settings(deadline=None)
@given(histories(), st.randoms())
def test_the_fold_is_the_same_for_any_interleaving_of_places_and_for_a_replay(
    history: list[Change], dice: random.Random
) -> None:
    one_by_one = EMPTY
    for c in history:
        one_by_one = apply(one_by_one, c)
    queues = {p: [c for c in history if c.place == p] for p in PLACES}
    interleaved = EMPTY
    while left := [p for p in PLACES if queues[p]]:
        interleaved = apply(interleaved, queues[dice.choice(left)].pop(0))
    shuffled = history[:]
    dice.shuffle(shuffled)

    assert dict(interleaved.registers) == dict(one_by_one.registers)
    assert dict(replay(shuffled).registers) == dict(one_by_one.registers)


@settings(deadline=None)
@given(histories())
def test_what_is_in_force_are_the_rulings_and_undoing_brings_the_former_back(history: list[Change]) -> None:
    half, book = replay(history[: len(history) // 2]), replay(history)
    before = rulings(half)

    number = len(history)
    for place, value in changes_back(before, book):
        number += 1
        book = apply(
            book, Change(number=number, place=place, value=value, seen=book.newest(place), author="c", at=NOON)
        )

    assert rulings(book) == before


@settings(deadline=None)
@given(histories(), st.dictionaries(st.sampled_from(PLACES), HOURS), st.dictionaries(st.sampled_from(PLACES), HOURS))
def test_going_over_to_another_version_settles_what_nobody_changed_and_contests_the_rest(
    history: list[Change], then: dict[Place, int | None], now: dict[Place, int | None]
) -> None:
    before, after = (
        Rulings.of({p: HoursRuling(hours=h) for p, h in said.items() if h is not None}) for said in (then, now)
    )
    book = replay(history)
    stood = rulings(book).mapping()
    number = len(history)
    for place, value, seen in changes_forward(before, after, book):
        number += 1
        book = apply(book, Change(number=number, place=place, value=value, seen=seen, author="c", at=NOON))

    stands = rulings(book).mapping()
    for place in PLACES:
        old, new, there = before.at(place), after.at(place), stood.get(place)
        touched = any(c.place == place for c in history)
        follows = old != new and (there == old or not touched)
        assert stands.get(place) == (new if follows else there)
        beside = [c.author for c in book.registers[place].contested] if place in book.registers else []
        assert ("c" in beside) == (touched and old != new and there not in (old, new))


@dataclass
class Naive:
    """What a person with paper would keep: for each place the value in force and slips pinned beside it."""

    force: dict[Place, Change] = field(default_factory=dict)
    slips: dict[Place, list[Change]] = field(default_factory=dict)

    def write(self, c: Change) -> None:
        here = [x.number for x in (self.force.get(c.place), *self.slips.get(c.place, [])) if x is not None]
        if here and c.seen != max(here):
            self.slips.setdefault(c.place, []).append(c)
            return
        self.force[c.place] = c
        self.slips[c.place] = []


@pytest.mark.parametrize("editors", (2, 3))
@pytest.mark.parametrize("seed", range(3))
def test_500_interleaved_changes_of_several_editors_stand_as_on_paper(editors: int, seed: int) -> None:
    """Each editor sees the table only now and then; what they made of what they saw is all there."""
    dice = random.Random(seed)
    naive, book, history = Naive(), EMPTY, []
    screens: list[Book] = [EMPTY] * editors
    contested = 0
    for number in range(1, 501):
        editor = dice.randrange(editors)
        if dice.random() < 0.4:
            screens[editor] = book
        place = dice.choice(PLACES)
        hours = dice.choice((None, 36, 72, 108))
        c = change(number, place, hours, screens[editor].newest(place), "abc"[editor])
        contested += is_contested(book, c)
        book = apply(book, c)
        naive.write(c)
        history.append(c)

    assert {p: r.by for p, r in book.registers.items()} == naive.force
    assert {p: list(r.contested) for p, r in book.registers.items()} == naive.slips
    assert 50 < contested < 450
    assert dict(replay(history).registers) == dict(book.registers)


def test_a_change_of_who_saw_only_what_is_in_force_does_not_hide_what_is_contested() -> None:
    book = replay([change(1), change(2, hours=72, seen=0, author="b"), change(3, hours=108, seen=1)])

    register = book.registers[PLACES[0]]

    assert (register.by.number, [c.number for c in register.contested]) == (1, [2, 3])
    assert book.contested == (PLACES[0],)
    assert apply(book, change(4, hours=72, seen=3)).registers[PLACES[0]].contested == ()


def test_contested_changes_that_want_the_same_are_no_dispute() -> None:
    register = replay([change(1), change(2, author="b"), change(3, hours=72, author="b")]).registers[PLACES[0]]

    assert [c.number for c in register.contested] == [2, 3]
    assert [c.number for c in register.disputed] == [3]


def test_a_table_that_opens_on_a_version_has_its_rulings_in_force() -> None:
    ruled = Rulings.of({PLACES[0]: HoursRuling(hours=36), PLACES[1]: HoursRuling(hours=72)})

    assert rulings(replay(opening(ruled, author="a", at=NOON))) == ruled
