"""A new edition of a state standard: every link of a programme once, and what it is suggested to become."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from tests.core.competence.revision import states
from tests.core.competence.revision.states import OLD, OUTLINE

from remeslo.core.competence.model import Origin
from remeslo.core.competence.revision import (
    Change,
    Decision,
    LinkKind,
    ReviewList,
    rests_on,
    review_state,
    state_diff,
    state_links,
)
from remeslo.core.competence.revision.state_statements import state_statements
from remeslo.core.competence.statestandard import StateStandard

CODES = {s.key.partition(":")[2] for s in state_statements(OLD) if s.part in ("competence", "general")}
SAID = {
    LinkKind.COMPETENCE: "competence",
    LinkKind.ANSWER: "answer",
    LinkKind.ELEMENT: "element",
    LinkKind.RULING: "ruling",
}


def reviewed(new: StateStandard) -> ReviewList:
    return review_state(states.designed(), OUTLINE, OLD, state_diff(OLD, new))


def code(statement: str | None) -> str:
    return str(statement).partition(":")[2]


@settings(deadline=None, max_examples=60)
@given(states.next_editions())
def test_difference_answers_for_every_statement_of_both_editions_once(new: StateStandard) -> None:
    changes = state_diff(OLD, new)

    assert [c.old.key for c in changes.changes if c.old] == [s.key for s in state_statements(OLD)]
    reached = {s.key for c in changes.changes for s in c.new}
    assert reached == {s.key for s in state_statements(new)}
    parts = {s.key: s.part for s in (*state_statements(OLD), *state_statements(new))}
    for change in changes.changes:
        if change.old is not None:
            assert {parts[s.key] for s in change.new} <= {parts[change.old.key]}
            if change.change is Change.KEPT:
                assert change.old.text == change.new[0].text


@settings(deadline=None, max_examples=60)
@given(states.next_editions())
def test_review_names_every_link_to_the_standard_once_and_none_twice(new: StateStandard) -> None:
    found = reviewed(new)

    listed = [i.link for i in found.items] + [h.link for h in found.carried]
    keys = [link.key for link in listed]
    assert len(keys) == len(set(keys))
    assert set(listed) == {h.link for h in state_links(states.designed(), OUTLINE, OLD)}
    of_codes = {(SAID[k.kind], k.holder, code(k.statement)) for k in listed if k.kind in SAID}
    assert {w for w in of_codes if w[2] in CODES} == states.walked(states.designed(), OUTLINE, CODES)
    outcomes = {o.key for o in states.designed().model.outcomes if o.origin is Origin.STATE}
    assert {k.holder for k in listed if k.kind is LinkKind.OUTCOME} == outcomes
    changes = state_diff(OLD, new).by_old
    for item in found.items:
        assert item.change is None or item.change.change is not Change.KEPT
    for held in found.carried:
        assert held.link.statement is None or changes[held.link.statement].change is Change.KEPT


def test_links_name_disciplines_modules_minima_the_term_and_rulings_of_hours() -> None:
    found = state_links(states.designed(), OUTLINE, OLD)

    named = {k: {(h.link.holder, code(h.link.statement)) for h in found if h.link.kind is k} for k in LinkKind}
    assert named[LinkKind.EDITION] == {("15.01.99", "")}
    assert named[LinkKind.DISCIPLINE] == {("СГ.01", "СГ.01"), ("ОП.09", "ОП.01")}  # by its index, by its title
    assert named[LinkKind.MODULE] == {("ПМ.01", "activity/1"), ("ПМ.02", "activity/2")}  # the employers' block has none
    minima = {"min/disciplines", "min/practice", "min/final_attestation", "term/soo/10"}
    assert {h for h, _ in named[LinkKind.MINIMUM]} == minima
    assert ("hours:УП.02", "activity/2") in named[LinkKind.RULING]


def test_programme_on_another_edition_has_no_links() -> None:
    new = states.reissued()

    assert state_links(states.designed(), OUTLINE, new) == ()
    assert rests_on(replace(states.designed(), state_edition=""), new)  # designs of before did not tell the edition
    assert not rests_on(states.designed(), new)


def test_review_of_a_reprint_asks_for_nothing() -> None:
    found = reviewed(states.reissued())

    assert found.items == ()
    assert len(found.carried) == len(found.links) > 25


def test_suggestion_for_a_minimum_says_how_many_hours_are_missing() -> None:
    found = reviewed(states.reissued(min_practice=2000, min_final_attestation=0))

    of = {i.link.holder: i.suggestion for i in found.items if i.link.kind is LinkKind.MINIMUM}
    practice = sum(e.hours_wanted for e in states.designed().elements if "practice" in e.kind)
    assert of["min/practice"].reason == "revision.suggest_state_short"
    assert of["min/practice"].facts["missing"] == 2000 - practice > 0
    assert of["min/final_attestation"].decision is Decision.DROP


def test_suggestion_for_a_term_that_is_gone_offers_the_others_of_its_base() -> None:
    other = replace(OLD.terms[2], months=12, total_hours=1800)

    found = reviewed(states.reissued(terms=(*OLD.terms[:2], other)))

    suggestion = next(i.suggestion for i in found.items if i.link.holder == "term/soo/10")
    assert suggestion.decision is Decision.CHOOSE
    assert [code(t) for t in suggestion.targets] == ["term/soo/12"]


def test_competence_of_another_activity_is_carried_with_its_reason() -> None:
    first, second = OLD.activities
    moved = replace(second, competences=(*second.competences, first.competences[0]))
    new = states.reissued(activities=(replace(first, competences=first.competences[1:]), moved))

    of = {i.link.holder: i.suggestion for i in reviewed(new).items if i.link.kind is LinkKind.COMPETENCE}
    assert of["ПК 1.1"].reason == "revision.suggest_state_around"
    assert of["ПК 1.1"].decision is Decision.CARRY
