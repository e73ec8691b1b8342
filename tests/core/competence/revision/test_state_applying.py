"""Decisions on a new edition of a state standard: what they make of the outline, and what they leave alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.core.competence.revision import states
from tests.core.competence.revision.states import OLD, OUTLINE

from remeslo.core.base.findings import Severity
from remeslo.core.competence.revision import (
    Applied,
    Decision,
    LinkKind,
    NewEdition,
    Resolution,
    apply_state,
    check_resolution,
    followed_state,
    review_state,
    state_diff,
)
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.competence.studio.place import Place, PlaceKind
from remeslo.core.competence.studio.values import AnswerRuling, HoursRuling


def applied(new: StateStandard) -> Applied:
    """Every link carried, or dropped where nothing stands in its place."""
    review = review_state(states.designed(), OUTLINE, OLD, state_diff(OLD, new))
    return apply_state(OUTLINE, states.designed(), review, states.all_carried(review), new)


def swapped() -> StateStandard:
    """Activities change places, and their competences with them."""
    first, second = OLD.activities
    renamed = {"ПК 1.1": "ПК 2.1", "ПК 1.2": "ПК 2.2", "ПК 2.1": "ПК 1.1"}
    return states.reissued(
        activities=tuple(
            replace(a, number=3 - a.number, competences=tuple(replace(c, code=renamed[c.code]) for c in a.competences))
            for a in (second, first)
        )
    )


@settings(deadline=None, max_examples=25)
@given(states.next_editions())
def test_outline_applied_names_only_the_new_edition_and_designs(new: StateStandard) -> None:
    found = applied(new)

    assert found.staying == ()
    assert found.outline.state_standard == new.edition
    kept = {"ПК 9.9", *(c.code for a in new.activities for c in a.competences), *(c.code for c in new.general)}
    assert {c for e in found.outline.elements for c in e.competences} <= kept
    made = states.designed(found.outline, new)
    assert made.state_edition == new.edition
    review = review_state(states.designed(), OUTLINE, OLD, state_diff(OLD, new))
    told = followed_state(review, states.all_carried(review), found, made, new)
    assert {f.code for f in told} <= {"revision.not_taken"}


@settings(deadline=None, max_examples=25)
@given(states.next_editions())
def test_anything_undecided_pins_the_outline_to_the_old_edition_and_stops_saving(new: StateStandard) -> None:
    review = review_state(states.designed(), OUTLINE, OLD, state_diff(OLD, new))
    if not review.items:
        return
    open_link = review.items[-1].link
    some = [r for r in states.all_carried(review) if r.link != open_link.key]

    for decided in (some, [*some, Resolution(link=open_link.key, decision=Decision.ASK)]):
        found = apply_state(OUTLINE, states.designed(), review, decided, new)

        assert found.outline == replace(OUTLINE, state_standard=OLD.edition)
        assert found.staying == (open_link,)
        assert [(f.code, f.severity) for f in found.findings] == [("revision.state_waits", Severity.STOPS_SAVING)]


def test_codes_modules_and_rulings_follow_what_changed_places() -> None:
    found = applied(swapped())

    elements = {e.index: e for e in found.outline.elements}
    rulings = found.outline.rulings
    assert elements["МДК.01.01"].competences == ("ПК 2.1", "ПК 2.2")
    assert elements["МДК.01.01"].module == "ПМ.02"
    answer = rulings.at(Place(PlaceKind.ANSWER, states.LINE))
    assert isinstance(answer, AnswerRuling)
    assert answer.competence == "ПК 2.2"
    assert rulings.at(Place(PlaceKind.HOURS, "УП.02")) is None
    assert rulings.at(Place(PlaceKind.HOURS, "УП.01")) == HoursRuling(hours=72)
    made = states.designed(found.outline, swapped())
    review = review_state(states.designed(), OUTLINE, OLD, state_diff(OLD, swapped()))
    assert followed_state(review, states.all_carried(review), found, made, swapped()) == ()


def test_discipline_takes_its_new_hours_and_title_and_keeps_its_index() -> None:
    sport, drawing = OLD.disciplines
    new = states.reissued(
        disciplines=(replace(sport, hours_min=64), replace(drawing, title="Чтение чертежей и схем", hours_min=30))
    )

    elements = {e.index: e for e in applied(new).outline.elements}

    assert (elements["СГ.01"].title, elements["СГ.01"].hours_min) == ("Спорт", 64)  # known by its index
    assert (elements["ОП.09"].title, elements["ОП.09"].hours_min) == ("Чтение чертежей и схем", 48)


def test_link_that_was_dropped_leaves_no_code_behind() -> None:
    others = [c for c in OLD.general if c.code != "ОК 04"]
    found = applied(states.reissued(general=tuple(others)))

    assert {e.index: e.competences for e in found.outline.elements}["СГ.01"] == ("ПК 9.9",)


@pytest.mark.parametrize(
    ("kind", "target", "code"),
    [
        (LinkKind.ELEMENT, "ОП.01", "revision.not_of_that_part"),
        (LinkKind.DISCIPLINE, "ПК 1.1", "revision.not_of_that_part"),
        (LinkKind.MODULE, "min/practice", "revision.not_of_that_part"),
        (LinkKind.ELEMENT, "ПК 8.8", "revision.not_of_edition"),
    ],
    ids=["element", "discipline", "module", "unknown"],
)
def test_choice_of_another_part_of_the_standard_is_refused(kind: LinkKind, target: str, code: str) -> None:
    new = swapped()
    new = replace(new, disciplines=tuple(replace(d, hours_min=d.hours_min + 10) for d in OLD.disciplines))
    review = review_state(states.designed(), OUTLINE, OLD, state_diff(OLD, new))
    link = next(i.link for i in review.items if i.link.kind is kind)
    chosen = Resolution(link=link.key, decision=Decision.CHOOSE, targets=(f"{new.edition}:{target}",))

    assert [f.code for f in check_resolution(review, chosen, NewEdition.of(new))] == [code]


def test_edition_of_a_state_standard_cannot_be_dropped() -> None:
    new = swapped()
    review = review_state(states.designed(), OUTLINE, OLD, state_diff(OLD, new))
    dropped = Resolution(link=review.items[0].link.key, decision=Decision.DROP)

    assert [f.code for f in check_resolution(review, dropped, NewEdition.of(new))] == ["revision.state_not_dropped"]


def test_codes_are_read_as_people_type_them() -> None:
    edition = NewEdition.of(OLD)

    named = edition.named("пк1.2, ПK 1.1;ОП.01\nПК 1.1#Н1, nothing")

    assert [k.partition(":")[2] for k in named] == ["ПК 1.2", "ПК 1.1", "ОП.01", "ПК 1.1#Н1", "nothing"]
    assert [k in edition.kinds for k in named] == [True, True, True, True, False]
