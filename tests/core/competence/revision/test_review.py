"""The review list: every link of a programme to the old edition once, and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders
from tests.core.competence.revision import made
from tests.core.competence.revision.programmes import (
    ARCHITECT,
    CARDS,
    OLD,
    PINNED_STATE,
    architect,
    architect_editions,
    as_walked,
    found_by_walking,
)

from remeslo.core.base.keys import CompetenceKey, StatementKey
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.revision import Change, Decision, LinkKind, ReviewList, diff, review, review_all
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.studio.place import Place, PlaceKind
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import (
    Decision as Meaning,
)
from remeslo.core.competence.studio.values import (
    LineRuling,
    ProficiencyRuling,
    RejectedRuling,
    RequestRuling,
    TitleRuling,
)

FUNCTIONS = tuple(StatementKey(f"{OLD.edition}:{f.code}") for f in OLD.functions)
OUTLINE = builders.outline()


@cache
def programme() -> ProgrammeDesign:
    return made.designed(builders.standards(), CARDS, OUTLINE, state=PINNED_STATE)


@st.composite
def next_editions(draw: st.DrawFn) -> OccupationalStandard:
    """Later editions of the standard that keep, reword, move and drop its functions."""
    functions = [made._changed(draw, f) for f in OLD.functions if draw(st.integers(0, 4))]
    moved = draw(st.booleans())
    return (
        made.renumbered(made.with_functions(OLD, functions))
        if moved
        else made.reissued(made.with_functions(OLD, functions))
    )


@st.composite
def rulings(draw: st.DrawFn) -> Rulings:
    """Rulings that name functions of the old edition in every way there is."""
    function = st.sampled_from(FUNCTIONS)
    some = st.lists(function, min_size=1, max_size=3, unique=True).map(tuple)
    requests = st.sampled_from(["east/1", "east/2", "east/3", "west/1"])
    values = {
        Place(PlaceKind.REQUEST, draw(requests)): RequestRuling(decision=Meaning.ACCEPTED, functions=draw(some)),
        Place(PlaceKind.REJECTED, draw(requests)): RejectedRuling(rejected=draw(some)),
        Place(PlaceKind.LINE, draw(requests)): LineRuling(line=draw(function)),
        Place(PlaceKind.PROFICIENCY, draw(function)): ProficiencyRuling(proficiency=3),
        Place(PlaceKind.TITLE, CompetenceKey("ПК 1.1")): TitleRuling(title="Точить"),
    }
    return Rulings.of({p: v for p, v in values.items() if draw(st.booleans())})


@settings(deadline=None, max_examples=15)
@given(next_editions(), rulings())
def test_review_names_every_link_once_and_only_those_of_statements_that_changed(
    new: OccupationalStandard, ruled: Rulings
) -> None:
    outline = builders.outline(rulings=ruled)
    changes = diff(OLD, new)

    found = review(programme(), outline, changes)

    listed = [i.link for i in found.items]
    carried = [h.link for h in found.carried]
    assert len(listed) == len(set(listed))
    assert not set(listed) & set(carried)
    walked = {w for w in found_by_walking(programme(), outline, OLD.edition) if not w[1].startswith("request:")}
    assert as_walked(found.links) == walked
    for item in found.items:
        assert item.change is None or item.change.change is not Change.KEPT
    for link in carried:
        assert link.statement is None or changes.by_old[link.statement].change is Change.KEPT


@settings(deadline=None, max_examples=15)
@given(rulings())
def test_review_of_requests_names_each_meaning_once(ruled: Rulings) -> None:
    outline = builders.outline(rulings=ruled)
    found = review(programme(), outline, diff(OLD, made.renumbered(OLD)))

    by_ruling = {r.place.key: r.value.functions for r in ruled if isinstance(r.value, RequestRuling)}
    matched = {
        (f"{ref.card}/{ref.number}", f)
        for g in programme().model.gap
        for ref in g.line.requests
        for f in g.line.functions
        if f"{ref.card}/{ref.number}" not in by_ruling
    }
    expected = {*matched, *((k, f) for k, fs in by_ruling.items() for f in fs)}
    in_old = {(k, f) for k, f in expected if f.startswith(OLD.edition)}
    assert sorted((i.link.holder, i.link.statement) for i in _of(found, LinkKind.REQUEST)) == sorted(in_old)


@settings(deadline=None, max_examples=10)
@given(rulings())
def test_review_of_a_reprint_is_empty_and_carries_every_link(ruled: Rulings) -> None:
    outline = builders.outline(rulings=ruled)

    found = review(programme(), outline, diff(OLD, made.reissued(OLD)))

    assert found.items == ()
    assert len(found.links) == len(found.carried) > 20


def test_review_of_renumbering_alone_suggests_to_carry_every_link() -> None:
    found = review(programme(), OUTLINE, diff(OLD, made.renumbered(OLD)))

    assert found.carried == ()
    assert {i.suggestion.decision for i in found.items} == {Decision.CARRY}
    assert {i.change.change for i in found.items if i.change} == {Change.MOVED}


def test_review_asks_the_employer_when_a_function_is_gone_without_a_trace() -> None:
    others = [f for f in OLD.functions if f.code != "A/01.3"]
    found = review(programme(), OUTLINE, diff(OLD, made.reissued(made.with_functions(OLD, others))))

    of_request = next(i for i in _of(found, LinkKind.REQUEST) if i.link.holder == "east/1")
    assert of_request.change and of_request.change.change is Change.REMOVED
    assert of_request.suggestion.decision in (Decision.ASK, Decision.CHOOSE)
    assert of_request.held.employers == ("works-east",)


def test_review_of_a_programme_on_another_standard_is_left_out() -> None:
    metal = builders.standards()[1]
    outline = builders.outline(occupational_standards=("91.002",))
    elsewhere = made.designed((metal,), (), outline, state=builders.state(activities=()))

    assert review_all([(elsewhere, outline)], diff(OLD, made.renumbered(OLD))) == ()
    assert len(review_all([(programme(), OUTLINE)], diff(OLD, made.renumbered(OLD)))) == 1


@pytest.mark.shared
def test_review_of_the_real_pair_names_every_link_and_none_twice(shared: Path) -> None:
    folder = shared / "data/profstandarts"
    old, new = architect_editions(folder)
    design = architect(folder)

    found = review(design, ARCHITECT, diff(old, new))

    listed = [i.link for i in found.items]
    assert len(listed) == len(set(listed)) > 40
    assert found.carried == ()  # no statement of 2014 stands verbatim in 2021
    assert as_walked(found.links) == found_by_walking(design, ARCHITECT, old.edition)
    of_state = {LinkKind.ANSWER, LinkKind.ELEMENT, LinkKind.DISCIPLINE, LinkKind.MODULE, LinkKind.MINIMUM}
    assert {k.kind for k in listed} == set(LinkKind) - {LinkKind.RULING} - of_state
    assert all(i.old_text for i in found.items if i.link.statement)
    assert {d for d, n in found.counts().items() if n} >= {Decision.CARRY, Decision.CHOOSE, Decision.ASK}


def _of(found: ReviewList, kind: LinkKind) -> list:  # type: ignore[type-arg]
    return [i for i in found.items if i.link.kind is kind]
