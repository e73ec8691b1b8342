"""Comparison and impact: exactly what differs, for any two designs, and what around the programme rests on it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders
from tests.core.competence.studio.obeyed import CARDS, CRANE, TURNING, as_reckoned, ruled
from tests.core.competence.studio.ruled import at, rulings

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.model import GapClass
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.studio.impact import Paper, Shared, Surroundings, impact
from remeslo.core.competence.studio.values import (
    AnswerRuling,
    Decision,
    HoursRuling,
    RequestRuling,
    TitleRuling,
    WordingRuling,
)
from remeslo.core.competence.studio.versions import compare_designs, compare_rulings, covered


def applied(before: ProgrammeDesign, after: ProgrammeDesign) -> None:
    """What the comparison tells, put on the first design, gives the second: nothing is left out, nothing is made up."""
    changes = compare_designs(before, after)
    lines = {g.line.key: g for g in before.model.gap} | {c.key: c.after for c in changes.lines}
    assert {k: g for k, g in lines.items() if g is not None} == {g.line.key: g for g in after.model.gap}
    competences = {c.key: c for c in before.model.competences} | {c.key: c.after for c in changes.competences}
    told = {k: c for k, c in competences.items() if c is not None}
    assert told == {c.key: c for c in after.model.competences}
    outcomes = {(o.kind, o.text): o for o in before.model.outcomes}
    for c in changes.outcomes:
        shown = c.before or c.after
        assert shown is not None
        outcomes.pop((shown.kind, shown.text), None)
        if c.after is not None:
            outcomes[c.after.kind, c.after.text] = c.after
    assert outcomes == {(o.kind, o.text): o for o in after.model.outcomes}
    hours = {e.index: e.hours_wanted for e in before.elements} | {c.index: c.hours[1] for c in changes.elements}
    assert {k: h for k, h in hours.items() if h is not None} == {e.index: e.hours_wanted for e in after.elements}
    assert changes.nothing == (replace(before, findings=()) == replace(after, findings=()) and not _told(changes))


def _told(changes: object) -> object:
    return changes.findings_new or changes.findings_gone  # type: ignore[attr-defined]


@settings(deadline=None, max_examples=15)
@given(st.data(), builders.cards(most=3))
def test_a_comparison_is_exactly_what_differs(data: st.DataObject, cards) -> None:
    before = builders.design(cards)
    after = ruled(data.draw(rulings(cards, before)), cards)

    applied(before, after)
    applied(after, before)
    assert compare_designs(after, after).nothing


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_two_versions_of_rulings_differ_where_they_say_otherwise(data: st.DataObject) -> None:
    design = as_reckoned()
    first, second = (data.draw(rulings(CARDS, design)) for _ in range(2))

    changes = compare_rulings(first, second)

    assert first.with_((c.place, c.after) for c in changes) == second
    assert second.with_((c.place, c.before) for c in changes) == first
    assert all(c.before != c.after for c in changes)
    assert compare_rulings(first, first) == ()


def test_coverage_is_the_weight_of_the_lines_that_are_not_rejected() -> None:
    rejected = ruled({f"answer:{CRANE}": AnswerRuling(answer=GapClass.REJECTED)})
    lines = {g.line.key: g.line.weight for g in as_reckoned().model.gap}

    assert covered(as_reckoned()).percent == 100
    assert covered(rejected).asked - covered(rejected).answered == lines[CRANE]
    assert covered(rejected).asked == sum(lines.values(), Fraction(0))


def test_a_comparison_names_the_fields_that_differ() -> None:
    changes = compare_designs(as_reckoned(), ruled({f"wording:{TURNING}": WordingRuling(text="Точить")}))

    assert [(c.key, c.fields) for c in changes.lines] == [(TURNING, ("text",))]
    assert (changes.competences, changes.elements) == ((), ())


def _outline(key: str, *elements: OutlineElement):
    return builders.outline(key=key, title=f"Программа {key}", elements=elements)


def _element(index: str, title: str, *workshops: str) -> OutlineElement:
    return OutlineElement(
        index=index, title=title, kind=ElementKind.THEORY, cycle="ОП", hours_min=50, hours_max=80, workshops=workshops
    )


def test_an_impact_names_groups_other_programmes_and_stale_papers() -> None:
    own = _outline("turner", _element("ОП.01", "Чтение чертежей", "класс"), _element("ОП.09", "Металлы"))
    around = Surroundings(
        outlines=(
            own,
            _outline("same", _element("ОП.01", "Чтение чертежей")),
            _outline("room", _element("ОП.05", "Измерения", "класс")),
            _outline("namesake", _element("ОП.01", "Электротехника")),
            _outline("employer"),
        ),
        groups={"turner": ("т-26", "т-27")},
        cards={"employer": ("c1", "c2")},
        employers={"c1": "works-a", "c2": "works-z"},
        planned=frozenset({"turner"}),
    )
    before, after = ruled({}, outline=own), ruled({"hours:ОП.01": HoursRuling(hours=80)}, outline=own)
    dropped = ruled({"request:a/1": RequestRuling(decision=Decision.DROPPED)}, outline=own)

    of_hours = impact(before, after, around)
    assert (of_hours.groups, of_hours.term_plan) == (("т-26", "т-27"), True)
    assert of_hours.others == (
        Shared(programme="same", title="Программа same", elements=("ОП.01",)),
        Shared(programme="room", title="Программа room", workshops=("класс",)),
    )
    assert of_hours.papers == (Paper.PROGRAMME, Paper.MATRIX, Paper.CURRICULUM, Paper.CALENDAR, Paper.NETWORK)
    assert ("ОП.01", (50, 80)) in [(c.index, (c.hours[0] and 50, c.hours[1])) for c in of_hours.changes.elements]
    assert [s.employers_cards for s in impact(before, dropped, around).others if s.employers_cards] == [("c1",)]


def test_a_title_alone_leaves_the_term_as_it_is() -> None:
    competence = next(g.competence for g in as_reckoned().model.gap if g.line.key == CRANE)
    after = ruled(at([(f"title:{competence}", TitleRuling(title="Стропить"))]))

    made = impact(as_reckoned(), after, Surroundings(planned=frozenset({"turner"})))

    assert not made.term_plan
    assert made.papers == (Paper.PROGRAMME, Paper.MATRIX)
    assert impact(as_reckoned(), as_reckoned(), Surroundings(groups={"turner": ("т-26",)})).groups == ()
