"""Rulings of any kind, on what is there and on what is not: a library for the studio's tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st
from tests.core.competence import builders

from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.model import GapClass
from remeslo.core.competence.studio.place import OF_LINES, OF_REQUESTS, Place, PlaceKind, read_place
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import (
    AnswerRuling,
    Decision,
    HoursRuling,
    LineRuling,
    Payer,
    PayerRuling,
    ProficiencyRuling,
    RejectedRuling,
    RequestRuling,
    TitleRuling,
    Value,
    WordingRuling,
)

GONE = ("91.001@0н-2001-01-01:A/01.3", "99.999@1н-2026-01-01:A/01.2")
"""Work functions of an edition, and of a standard, that nobody holds."""
WORDS = st.text("абвгд ёЁyz09:;,'\"#-=\u00ab\u00bb", min_size=1, max_size=12).map(str.strip).filter(bool)
NOTES = st.just("") | st.text("абв \n", max_size=8).map(str.strip)
FUNCTIONS = tuple(dict.fromkeys(s.function for s in builders.index().statements))


def at(said: Iterable[tuple[str, Value]]) -> Rulings:
    """Rulings by the text of their places."""
    return Rulings.of({read_place(p): v for p, v in said})


def values(kind: PlaceKind, lines: Sequence[str] = ("own:a/1", FUNCTIONS[0], "line:x")) -> st.SearchStrategy[Value]:
    """Any value of a kind of place."""
    functions = st.lists(st.sampled_from((*FUNCTIONS, *GONE)), min_size=1, max_size=3, unique=True).map(tuple)
    line = st.sampled_from((*lines, "line:вместе", "line:врозь", "own:нет/9", GONE[0]))
    made: dict[PlaceKind, st.SearchStrategy[Value]] = {
        PlaceKind.REQUEST: st.builds(
            RequestRuling, decision=st.just(Decision.ACCEPTED), functions=functions, note=NOTES
        )
        | st.builds(RequestRuling, decision=st.sampled_from((Decision.OWN, Decision.DROPPED)), note=NOTES),
        PlaceKind.REJECTED: st.builds(RejectedRuling, rejected=functions, note=NOTES),
        PlaceKind.LINE: st.builds(LineRuling, line=line, note=NOTES),
        PlaceKind.WORDING: st.builds(WordingRuling, text=WORDS, note=NOTES),
        PlaceKind.ANSWER: st.builds(
            AnswerRuling,
            answer=st.sampled_from((GapClass.COVERED, GapClass.DEEPEN)),
            competence=st.sampled_from((None, "ПК 1.1", "ПК 2.1", "ОК 04", "ПК 9.9")),
            note=NOTES,
        )
        | st.builds(AnswerRuling, answer=st.sampled_from((GapClass.NEW, GapClass.REJECTED)), note=NOTES),
        PlaceKind.PAYER: st.builds(PayerRuling, payer=st.sampled_from(Payer), note=NOTES),
        PlaceKind.PROFICIENCY: st.builds(ProficiencyRuling, proficiency=st.integers(1, 3), note=NOTES),
        PlaceKind.HOURS: st.builds(HoursRuling, hours=st.integers(1, 400) | st.integers(1, 5000), note=NOTES),
        PlaceKind.TITLE: st.builds(TitleRuling, title=WORDS, line=st.just("") | line, note=NOTES),
    }
    return made[kind]


@st.composite
def rulings(draw: st.DrawFn, cards: Sequence[DemandCard], design: ProgrammeDesign, *, most: int = 8) -> Rulings:
    """Rulings on a programme: mostly on what it has, now and then on what is gone."""
    requests = [f"{c.key}/{r.number}" for c in cards for r in c.requirements] + ["нет/1"]
    lines = [g.line.key for g in design.model.gap] + ["line:вместе", "own:нет/1"]
    keys = {
        **dict.fromkeys(OF_REQUESTS, requests),
        **dict.fromkeys(OF_LINES, lines),
        PlaceKind.HOURS: [*(e.index for e in design.elements), "МДК.99.01"],
        PlaceKind.TITLE: [*(c.key for c in design.model.competences), "ПК 99.1"],
    }
    ruled: dict[Place, Value] = {}
    for _ in range(draw(st.integers(1, most))):
        kind = draw(st.sampled_from(sorted(PlaceKind)))
        ruled[Place(kind, draw(st.sampled_from(keys[kind])))] = draw(values(kind, lines))
    return Rulings.of(ruled)
