"""The customary order of a module, and circles."""

import pytest
from tests.core.curriculum.samples import sample
from tests.core.curriculum.small import after, element, problem, rule

from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.links import all_links, circle, module_links
from remeslo.core.curriculum.problem import LinkKind, Precedence, TermElement

EXAM = (AttestationMark(AttestationForm.MODULE_EXAM),)


def module() -> list[TermElement]:
    return [
        element("МДК.1", module="ПМ"),
        element("МДК.2", module="ПМ"),
        element("УП", kind=ElementKind.TRAINING_PRACTICE, module="ПМ"),
        element("ПП", kind=ElementKind.WORK_PRACTICE, module="ПМ"),
        element("Э", kind=ElementKind.ATTESTATION, module="ПМ", attestations=EXAM),
    ]


def links_of(key: str, elements: tuple[TermElement, ...]) -> set[tuple[str, LinkKind, int]]:
    return {(p.before, p.kind, p.lag_weeks) for e in elements if e.key == key for p in e.after}


def test_module_links_put_practice_after_course_and_the_exam_after_all() -> None:
    linked = module_links(module())

    assert links_of("УП", linked) == {("МДК.1", LinkKind.START_START, 0)}
    assert links_of("ПП", linked) == {("УП", LinkKind.FINISH_START, 1)}
    everything = {(key, LinkKind.FINISH_START, 0) for key in ("МДК.1", "МДК.2", "УП", "ПП")}
    assert links_of("Э", linked) == everything


def test_module_links_without_training_practice_tie_work_practice_to_the_course() -> None:
    elements = [e for e in module() if e.key != "УП"]

    assert links_of("ПП", module_links(elements)) == {("МДК.1", LinkKind.START_START, 0)}


def test_module_links_put_pre_diploma_practice_after_all_practice_and_final_attestation_last() -> None:
    elements = [
        *module(),
        element("ПДП", kind=ElementKind.PREDIPLOMA_PRACTICE),
        element("СГ"),
        element("ГИА", kind=ElementKind.FINAL_ATTESTATION),
    ]

    linked = module_links(elements)

    assert links_of("ПДП", linked) == {(k, LinkKind.FINISH_START, 1) for k in ("УП", "ПП")}
    assert {before for before, _, _ in links_of("ГИА", linked)} == {e.key for e in elements} - {"ГИА"}


def test_module_links_keep_a_link_that_an_element_brings() -> None:
    own = Precedence(ElementKey("УП"), LinkKind.START_START, 3)
    elements = [e if e.key != "ПП" else element("ПП", kind=e.kind, module="ПМ", after=(own,)) for e in module()]

    assert links_of("ПП", module_links(elements)) == {("УП", LinkKind.START_START, 3)}


def test_module_links_never_close_a_circle_with_links_that_elements_bring() -> None:
    elements = [e if e.key != "УП" else element("УП", kind=e.kind, module="ПМ", after=after("ПП")) for e in module()]

    linked = module_links(elements)

    assert links_of("ПП", linked) == set()
    assert circle([e.key for e in linked], all_links(problem(*linked))) == ()


def test_module_links_leave_nothing_to_add_the_second_time() -> None:
    once = module_links(sample("b", fixed=False).elements)

    assert module_links(once) == once


def test_all_links_of_switch_rules_appear_only_where_the_rule_is_on() -> None:
    off, on = problem(*module(), module_exam_last=rule(0)), problem(*module(), module_exam_last=rule(1))

    assert {k.after for k in all_links(off)} == set()
    assert {k.after for k in all_links(on)} == {"Э"}
    assert all_links(problem(*module(), module_exam_last=rule(1, hard=False)), soft=False) == ()


def test_all_links_keep_the_strictest_of_two_between_the_same_elements() -> None:
    twice = problem(element("a"), element("b", after=(*after("a", lag=1), *after("a", lag=4))))

    assert [k.lag_weeks for k in all_links(twice)] == [4]


@pytest.mark.parametrize(
    ("kind", "lag", "found"),
    (
        (LinkKind.FINISH_START, 1, ("a", "b", "a")),
        (LinkKind.START_START, 1, ("a", "b", "a")),
        (LinkKind.START_START, 0, ()),
    ),
)
def test_circle_is_reported_when_it_asks_for_time(kind: LinkKind, lag: int, found: tuple[str, ...]) -> None:
    both = problem(
        element("a", after=after("b", kind=kind, lag=lag)),
        element("b", after=after("a", kind=LinkKind.START_START, lag=0)),
    )

    ring = circle([e.key for e in both.elements], all_links(both))

    assert set(ring) == set(found)
    assert ring[:1] == ring[-1:]
