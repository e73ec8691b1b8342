"""Decisions carried into a programme: a new outline; the old one stays byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders
from tests.core.competence.revision import made
from tests.core.competence.revision.programmes import (
    ARCHITECT,
    ARCHITECT_CARDS,
    ARCHITECT_STATE,
    CARDS,
    PINNED_STATE,
    architect,
    architect_editions,
)
from tests.core.competence.revision.test_review import FUNCTIONS, OLD, OUTLINE, next_editions, programme, rulings

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.revision import (
    Applied,
    Decision,
    LinkKind,
    NewEdition,
    Resolution,
    ReviewItem,
    ReviewList,
    apply,
    as_suggested,
    check_resolution,
    diff,
    followed,
    links,
    review,
)
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.studio.place import Place, PlaceKind
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import Decision as Meaning
from remeslo.core.competence.studio.values import LineRuling, ProficiencyRuling, RequestRuling
from remeslo.interchange.values import to_json

MOVED = made.renumbered(OLD)
OTHER = builders.standards()[1]


def applied(outline: ProgrammeOutline, found: ReviewList, decided: Mapping[str, Resolution]) -> Applied:
    return apply(outline, programme(), found, decided.values())


def all_as_suggested(found: ReviewList) -> dict[str, Resolution]:
    return {r.link: r for r in as_suggested(found.items)}


@cache
def renumbering() -> ReviewList:
    return review(programme(), OUTLINE, diff(OLD, MOVED))


@st.composite
def decisions(draw: st.DrawFn, found: ReviewList, new: OccupationalStandard) -> dict[str, Resolution]:
    """Any decisions that may be taken on some of the items."""
    edition = NewEdition.of(new)
    decided = {}
    for item in found.items:
        decision = draw(st.sampled_from([None, *Decision]))
        if decision is None:
            continue
        targets: tuple[StatementKey, ...] = ()
        if decision is Decision.CHOOSE:
            lawful = _lawful(item, edition)
            if not lawful or item.link.kind is LinkKind.EDITION:
                continue
            targets = tuple(draw(st.lists(st.sampled_from(lawful), min_size=1, max_size=2, unique=True)))
        resolution = Resolution(link=item.link.key, decision=decision, targets=targets)
        if not check_resolution(found, resolution, edition):
            decided[item.link.key] = resolution
    return decided


def _lawful(item: ReviewItem, edition: NewEdition) -> list[StatementKey]:
    of_function = item.link.kind in (LinkKind.REQUEST, LinkKind.LINE, LinkKind.COMPETENCE, LinkKind.RULING)
    return [k for k, kind in edition.kinds.items() if (kind.value == "function") == of_function]


@settings(deadline=None, max_examples=20)
@given(st.data(), next_editions(), rulings())
def test_applying_leaves_the_old_version_byte_for_byte_and_moves_only_what_was_decided(
    data: st.DataObject, new: OccupationalStandard, ruled: Rulings
) -> None:
    outline = builders.outline(rulings=ruled)
    before = to_json(outline), to_json(programme())
    found = review(programme(), outline, diff(OLD, new))
    decided = data.draw(decisions(found, new))

    result = applied(outline, found, decided)

    assert (to_json(outline), to_json(programme())) == before
    stays = {i.link for i in found.items if i.link.key not in decided or decided[i.link.key].decision is Decision.ASK}
    assert set(result.staying) == stays
    stays_with = {(k.holder, k.statement) for k in stays}
    for ruling in result.outline.rulings.of_kind(PlaceKind.REQUEST):
        assert isinstance(ruling.value, RequestRuling)
        for f in ruling.value.functions:
            assert not f.startswith(f"{OLD.edition}:") or (ruling.place.key, f) in stays_with
    assert applied(outline, found, decided) == result


@settings(deadline=None, max_examples=10)
@given(rulings())
def test_applying_a_reprint_renames_the_edition_everywhere_and_nothing_else(ruled: Rulings) -> None:
    new = made.reissued(OLD)
    outline = builders.outline(rulings=ruled)

    result = apply(outline, programme(), review(programme(), outline, diff(OLD, new)), ())

    assert result.staying == ()
    assert links(programme(), result.outline, OLD.edition)[0].link.kind is not LinkKind.EDITION
    for ruling in ruled:
        place, value = ruling.place, ruling.value
        key = place.key.replace(OLD.edition, new.edition)
        expected = repr(value).replace(OLD.edition, new.edition)
        assert repr(result.outline.rulings.at(Place(place.kind, key))) == expected


def test_applied_renumbering_designs_the_same_programme_on_the_new_edition() -> None:
    result = applied(OUTLINE, renumbering(), all_as_suggested(renumbering()))

    after = made.designed((OLD, MOVED, OTHER), CARDS, result.outline, state=PINNED_STATE)
    assert result.outline.occupational_standards == (MOVED.edition, "91.002")
    assert [o.text for o in after.model.outcomes] == [o.text for o in programme().model.outcomes]
    assert {(g.line.text, g.answer) for g in after.model.gap} == {
        (g.line.text, g.answer) for g in programme().model.gap
    }
    told = followed(renumbering(), all_as_suggested(renumbering()).values(), result, after)
    named_by_state = {f.facts["statement"] for f in told if f.code == "revision.still_old"}
    assert {f"{OLD.edition}:A/01.3", f"{OLD.edition}:A/07.3"} <= named_by_state


def test_dropped_function_leaves_the_request_in_the_employers_own_words() -> None:
    found = renumbering()
    of_request = next(i for i in found.items if i.link.kind is LinkKind.REQUEST and i.link.holder == "east/2")
    decided = {of_request.link.key: Resolution(link=of_request.link.key, decision=Decision.DROP, note="не нужно")}

    result = applied(OUTLINE, found, decided)

    ruling = result.outline.rulings.at(Place(PlaceKind.REQUEST, "east/2"))
    assert ruling == RequestRuling(decision=Meaning.OWN, note="не нужно")


def test_nothing_decided_pins_the_old_edition_and_says_how_many_links_stay() -> None:
    result = applied(OUTLINE, renumbering(), {})

    assert result.outline.occupational_standards == (OLD.edition, "91.002")
    assert [f.code for f in result.findings] == ["revision.undecided"]
    assert result.findings[0].facts["links"] == len(renumbering().items)
    after = made.designed((OLD, MOVED, OTHER), CARDS, result.outline, state=PINNED_STATE)
    assert [(g.line.key, g.answer) for g in after.model.gap] == [(g.line.key, g.answer) for g in programme().model.gap]


def test_half_decided_outline_draws_on_both_editions() -> None:
    found = renumbering()
    edition = next(i.link.key for i in found.items if i.link.kind is LinkKind.EDITION)

    result = applied(OUTLINE, found, {edition: Resolution(link=edition, decision=Decision.CARRY)})

    assert result.outline.occupational_standards == (OLD.edition, MOVED.edition, "91.002")


def test_two_rulings_that_come_to_one_line_are_told_and_the_first_stands() -> None:
    one, two = FUNCTIONS[0], FUNCTIONS[1]
    ruled = {Place(PlaceKind.PROFICIENCY, k): ProficiencyRuling(proficiency=p) for k, p in ((one, 1), (two, 3))}
    outline = builders.outline(rulings=Rulings.of(ruled))
    found = review(programme(), outline, diff(OLD, MOVED))
    target = StatementKey(f"{MOVED.edition}:{MOVED.functions[0].code}")
    decided = {
        i.link.key: Resolution(link=i.link.key, decision=Decision.CHOOSE, targets=(target,))
        for i in found.items
        if i.link.kind is LinkKind.RULING
    }

    result = applied(outline, found, decided)

    assert result.outline.rulings.at(Place(PlaceKind.PROFICIENCY, target)) == ProficiencyRuling(proficiency=1)
    assert "revision.rulings_collide" in [f.code for f in result.findings]


def test_line_named_by_a_function_gets_the_new_functions_key() -> None:
    place = Place(PlaceKind.LINE, "east/2")
    outline = builders.outline(rulings=Rulings.of({place: LineRuling(line=FUNCTIONS[0])}))
    found = review(programme(), outline, diff(OLD, MOVED))

    result = applied(outline, found, all_as_suggested(found))

    ruling = result.outline.rulings.at(place)
    assert isinstance(ruling, LineRuling)
    assert ruling.line.startswith(f"{MOVED.edition}:")


@pytest.mark.parametrize(
    ("kind", "target", "code"),
    [
        (LinkKind.REQUEST, "91.001@9н-2030-01-01:A/01.3", "revision.not_of_edition"),
        (LinkKind.REQUEST, f"{MOVED.edition}:{MOVED.functions[0].code}#LA1", "revision.not_a_function"),
        (LinkKind.OUTCOME, f"{MOVED.edition}:{MOVED.functions[0].code}", "revision.not_a_function"),
        (LinkKind.EDITION, f"{MOVED.edition}:{MOVED.functions[0].code}", "revision.edition_not_chosen"),
    ],
    ids=["another-edition", "action-for-request", "function-for-outcome", "choice-for-edition"],
)
def test_decision_that_cannot_be_taken_is_told(kind: LinkKind, target: str, code: str) -> None:
    item = next(i for i in renumbering().items if i.link.kind is kind)
    decision = Resolution(link=item.link.key, decision=Decision.CHOOSE, targets=(StatementKey(target),))

    found = check_resolution(renumbering(), decision, NewEdition.of(MOVED))

    assert [f.code for f in found] == [code]


def test_decision_on_no_link_and_carrying_a_removed_statement_are_told() -> None:
    gone = review(programme(), OUTLINE, diff(OLD, made.reissued(made.with_functions(OLD, OLD.functions[1:]))))
    item = next(i for i in gone.items if i.link.kind is LinkKind.REQUEST and not i.new)
    edition = NewEdition.of(MOVED)

    nowhere = check_resolution(gone, Resolution(link="request|x/1|", decision=Decision.DROP), edition)
    carried = check_resolution(gone, Resolution(link=item.link.key, decision=Decision.CARRY), edition)

    assert [f.code for f in nowhere] == ["revision.no_such_link"]
    assert [f.code for f in carried] == ["revision.nothing_to_carry"]


@pytest.mark.parametrize(
    "given",
    [
        {"decision": Decision.CHOOSE},
        {"decision": Decision.DROP, "targets": (FUNCTIONS[0],)},
        {"decision": Decision.CHOOSE, "targets": (FUNCTIONS[0], FUNCTIONS[0])},
        {"decision": Decision.ASK, "note": "x" * 1001},
    ],
    ids=["choice-of-nothing", "drop-to-something", "twice", "long-note"],
)
def test_resolution_refuses_what_does_not_go_together(given: dict[str, object]) -> None:
    with pytest.raises(ProblemError):
        Resolution(link="edition|91.001|", **given)  # type: ignore[arg-type]


@pytest.mark.shared
def test_real_pair_applied_designs_on_2021_what_was_decided_and_keeps_2014_where_nothing_was(shared: Path) -> None:
    folder = shared / "data/profstandarts"
    old, new = architect_editions(folder)
    design = architect(folder)
    before = to_json(design)
    found = review(design, ARCHITECT, diff(old, new))
    chosen = StatementKey(f"{new.edition}:A/04.6")
    quality = next(i for i in found.items if i.link.kind is LinkKind.REQUEST and i.link.holder == "bank/2")
    decided = [
        Resolution(link=quality.link.key, decision=Decision.CHOOSE, targets=(chosen,)),
        *(Resolution(link=i.link.key, decision=Decision.CARRY) for i in found.items if i.link.kind is LinkKind.EDITION),
    ]

    result = apply(ARCHITECT, design, found, decided)

    after = made.designed((old, new), ARCHITECT_CARDS, result.outline, state=ARCHITECT_STATE)
    of_bank = {r.number: g.line.function for g in after.model.gap for r in g.line.requests if r.card == "bank"}
    assert of_bank[2] == chosen
    assert of_bank[1] == StatementKey(f"{old.edition}:A/06.4")
    assert to_json(design) == before
