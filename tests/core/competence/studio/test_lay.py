"""The table: every request, line, competence and element is on it once, with who ruled what and what is contested."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders
from tests.core.competence.studio.obeyed import CARDS, CRANE, LATHE, TURNING
from tests.core.competence.studio.ruled import FUNCTIONS, at, rulings

from remeslo.core.competence.matching import Decision as Learnt
from remeslo.core.competence.model import GapClass
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.studio.board import Board
from remeslo.core.competence.studio.book import EMPTY, Book, Change, opening, replay
from remeslo.core.competence.studio.lay import board
from remeslo.core.competence.studio.learning import decisions
from remeslo.core.competence.studio.place import PlaceKind, read_place
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import (
    AnswerRuling,
    Decision,
    HoursRuling,
    Payer,
    PayerRuling,
    RejectedRuling,
    RequestRuling,
    Value,
)

NOON = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


def laid(
    said: Rulings | dict[str, Value] | None = None,
    cards: Any = CARDS,
    *,
    book: Book = EMPTY,
    decided: tuple[Learnt, ...] = (),
) -> Board:
    ruled = said if isinstance(said, Rulings) else at((said or {}).items())
    outline: ProgrammeOutline = builders.outline(rulings=ruled)
    return board(
        builders.design(cards, outline=outline),
        outline=outline,
        cards=cards,
        state=builders.state(),
        standards=builders.standards(),
        pack=builders.NORMS,
        index=builders.index(),
        day=builders.DAY,
        book=book,
        decisions=decided,
    )


@settings(deadline=None, max_examples=15)
@given(st.data(), builders.cards(most=3))
def test_everything_is_on_the_table_once_and_what_is_not_is_a_stray(data: st.DataObject, cards) -> None:
    said = data.draw(rulings(cards, builders.design(cards)))
    table = laid(said, cards, book=replay(opening(said, author="a", at=NOON)))

    requests = [(r.ref.card, r.ref.number) for c in table.cards for r in c.requests]
    assert sorted(requests) == sorted((c.key, r.number) for c in cards for r in c.requirements)
    assert {k for c in table.cards for r in c.requests for k in r.lines} == {x.key for x in table.lines}
    spots = [s for c in table.cards for r in c.requests for s in r.spots.values()]
    spots += [s for x in table.lines for s in x.spots.values()]
    spots += [c.title for c in table.competences] + [e.hours for e in table.elements] + list(table.strays)
    places = [s.place for s in spots]
    assert len(set(places)) == len(places)
    assert {s.place: s.value for s in spots if s.value is not None} == said.mapping()
    assert all(s.seen == (s.by.number if s.by else 0) for s in spots)
    where = {f.where for f in table.findings if f.code.startswith("ruling.")}
    assert {str(s.place) for s in table.strays} <= where
    for e in table.elements:
        assert e.least <= e.element.hours_wanted and (e.most is None or e.element.hours_wanted <= e.most)
        assert e.element.hours_wanted % e.step == 0
    for c in table.cards:
        for r in c.requests:
            scores = [k.score for k in r.candidates]
            assert scores == sorted(scores, reverse=True)
            assert len({k.function for k in r.candidates}) == len(scores)
    hours = {row.name: row for row in table.hours}
    assert hours["part.total"].holds and hours["part.practice"].holds
    assert hours["part.total"].hours == sum(r.hours for n, r in hours.items() if not n.startswith("part."))


def test_a_contested_place_shows_both_sides_and_what_the_next_must_have_seen() -> None:
    place = read_place("hours:УП.01")
    book = replay(
        [
            Change(number=1, place=place, value=HoursRuling(hours=72), seen=0, author="a", at=NOON),
            Change(number=2, place=place, value=HoursRuling(hours=144), seen=0, author="b", at=NOON),
        ]
    )
    table = laid({"hours:УП.01": HoursRuling(hours=72)}, book=book)
    spot = next(e.hours for e in table.elements if e.index == "УП.01")

    assert (spot.value, spot.seen, spot.by and spot.by.author) == (HoursRuling(hours=72), 2, "a")
    assert [(c.author, c.value) for c in spot.contested] == [("b", HoursRuling(hours=144))]


def test_candidates_say_what_is_taken_rejected_outside_and_too_high() -> None:
    said = {
        "rejected:a/1": RejectedRuling(rejected=(TURNING,)),
        "request:a/2": RequestRuling(decision=Decision.ACCEPTED, functions=(LATHE,)),
    }
    table = laid(said)
    first, second = table.cards[0].requests[:2]

    assert [k.function for k in first.candidates if k.rejected] == [TURNING]
    assert [k.function for k in second.candidates if k.taken] == [LATHE]
    assert next(k for k in second.candidates if k.function == CRANE).score > 50
    assert not [k for k in (*first.candidates, *second.candidates) if k.outside or k.function not in FUNCTIONS]
    assert {k.level_too_high for k in first.candidates} == {False}


def test_candidates_learn_from_what_other_groups_accepted_and_rejected() -> None:
    others = decisions(
        at(
            [
                ("request:b/1", RequestRuling(decision=Decision.ACCEPTED, functions=(LATHE,))),
                ("rejected:b/1", RejectedRuling(rejected=(CRANE,))),
                ("request:нет/1", RequestRuling(decision=Decision.ACCEPTED, functions=(LATHE,))),
            ]
        ),
        CARDS,
    )
    before, after = (laid(decided=d).cards[1].requests[0] for d in ((), others))
    scores = {k.function: (k.before, k.score) for k in after.candidates}

    assert [(d.text, d.statement, d.accepted) for d in others] == [
        ("стропить груз", LATHE, True),
        ("стропить груз", CRANE, False),
    ]
    assert scores[CRANE][1] < scores[CRANE][0] == next(k.score for k in before.candidates if k.function == CRANE)
    assert scores[LATHE][1] > scores[LATHE][0]
    counts = {k.function: (k.accepted_elsewhere, k.rejected_elsewhere) for k in after.candidates}
    assert (counts[LATHE], counts[CRANE]) == ((1, 0), (0, 1))


def test_a_line_knows_who_asks_who_pays_and_what_is_said_of_its_rulings() -> None:
    said = {
        f"payer:{LATHE}": PayerRuling(payer=Payer.EMPLOYER),
        f"payer:{TURNING}": PayerRuling(payer=Payer.EMPLOYER),
        f"answer:{CRANE}": AnswerRuling(answer=GapClass.DEEPEN, competence="ПК 2.1"),
    }
    lines = {x.key: x for x in laid(said).lines}

    assert (lines[LATHE].payer, lines[LATHE].gap.answer, lines[LATHE].one_employer) == (
        Payer.EMPLOYER,
        GapClass.REJECTED,
        True,
    )
    assert (lines[CRANE].payer, lines[CRANE].employers) == (Payer.VARIABLE, ("works-a", "works-b"))
    assert (lines[TURNING].payer, [f.code for f in lines[TURNING].findings]) == (
        Payer.CORE,
        ["ruling.employer_pays_covered"],
    )
    assert lines[CRANE].spots[PlaceKind.ANSWER].value == said[f"answer:{CRANE}"]
    assert lines[CRANE].elements
