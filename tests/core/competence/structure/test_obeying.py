"""The constructor obeys the tree: bounds hold or are named, choices count once, nothing said changes nothing."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.competence import builders
from tests.core.competence.structure.outlines import choices, course, one_of

from remeslo.core.competence.structure.rules import StructureRule
from remeslo.core.competence.structure.tree import NodeKind, tree

CARDS = (builders.card("a", "Работать в команде", "Строповка грузов"),)
PLAIN = builders.design(CARDS)
HELD = {
    key: sum(e.hours_wanted for e in PLAIN.elements if key in (e.cycle, e.module))
    for key in ("СГ", "ОП", "П", "ПМ.01", "ПМ.02")
}
BROKEN = {"structure.above_most", "structure.below_least"}


def designed(*rules: StructureRule, elements=()):
    return builders.design(CARDS, outline=builders.outline(elements=elements, structure=rules))


def hours(design, key: str) -> tuple[int, int, int]:
    inside = [e for e in design.elements if key in (e.index, e.cycle, e.module)]
    return tuple(sum(getattr(e, f"hours_{n}") for e in inside) for n in ("min", "wanted", "max"))


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(sorted(HELD)), min_size=1), st.booleans())
def test_rules_that_say_nothing_give_exactly_the_design_without_them(keys, grouped) -> None:
    rules = [StructureRule(key=k) for k in sorted(keys)]
    rules += [StructureRule(key="ГР", below=("СГ", "ОП"))] if grouped else []

    assert designed(*rules) == PLAIN


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_bounds_hold_in_hours_and_in_ranges_or_the_node_is_named(data) -> None:
    rules = []
    for key in data.draw(st.lists(st.sampled_from(sorted(HELD)), min_size=1, max_size=3, unique=True)):
        least = data.draw(st.none() | st.integers(0, HELD[key] + 150))
        most = data.draw(st.none() | st.integers(max(least or 0, HELD[key] - 250), HELD[key] + 300))
        rules.append(StructureRule(key=key, hours_min=least, hours_max=most))

    design = designed(*rules)

    told = {(f.code, f.where) for f in design.findings if f.code in BROKEN}
    assert sum(
        e.hours_wanted for e in design.elements
    ) == design.total_hours or "programme.hours_over" in builders.codes(design.findings)
    for rule in rules:
        low, wanted, high = hours(design, rule.key)
        for is_held, code in (
            (rule.hours_max is None or wanted <= rule.hours_max, "structure.above_most"),
            (rule.hours_min is None or wanted >= rule.hours_min, "structure.below_least"),
        ):
            assert is_held != ((code, rule.key) in told)
        if not any(where == rule.key for _, where in told):
            assert rule.hours_max is None or high <= rule.hours_max
            assert rule.hours_min is None or low >= rule.hours_min


def test_hours_above_a_nodes_most_go_to_elements_outside_it() -> None:
    most = HELD["ПМ.01"] - 36

    design = designed(StructureRule(key="ПМ.01", hours_max=most))

    assert hours(design, "ПМ.01")[2] <= most
    assert sum(e.hours_wanted for e in design.elements) == design.total_hours
    assert not BROKEN & set(builders.codes(design.findings))


def test_a_node_that_cannot_hold_its_bound_is_named_with_both_numbers() -> None:
    (finding,) = [f for f in designed(StructureRule(key="СГ", hours_max=1)).findings if f.code in BROKEN]

    assert (finding.code, finding.where, finding.facts["most"], finding.hard) == ("structure.above_most", "СГ", 1, True)
    assert finding.facts["hours"] >= finding.facts["least"] > 1


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(choices())
def test_a_choice_counts_once_and_the_programme_closes_to_its_total(given_choice) -> None:
    elements, rules = given_choice

    design = designed(*rules, elements=elements)

    indices = {e.index for e in design.elements}
    for choice in design.choices:
        assert choice.index in indices
        assert not indices & {e.index for e in choice.offered}
    if not any(f.hard for f in design.findings):
        assert sum(e.hours_wanted for e in design.elements) == design.total_hours


def test_parts_of_a_node_in_order_come_one_after_another() -> None:
    rule = StructureRule(key="ГР", below=("ОП.91", "ОП.92", "ПМ.02"), in_order=True)

    design = designed(rule, elements=(course("ОП.91", 36), course("ОП.92", 36)))

    after = {e.index: set(e.after) for e in design.elements}
    assert "ОП.91" in after["ОП.92"]
    assert all("ОП.92" in after[e.index] for e in design.elements if e.module == "ПМ.02")


def test_nodes_and_parts_that_the_programme_lacks_are_named() -> None:
    design = designed(StructureRule(key="ЕН", hours_min=1), StructureRule(key="ГР", below=("ОП.77", "ОП")))

    found = {f.code: f.facts for f in design.findings if f.code.startswith("structure.")}
    assert found["structure.unknown_node"]["node"] == "ЕН"
    assert found["structure.unknown_below"]["keys"] == ("ОП.77",)


def test_a_choice_of_what_is_asked_stands_in_the_tree_with_its_options() -> None:

    rules = (one_of("ОП.91", "ОП.92"), StructureRule(key="ОП", hours_max=400))
    design = designed(*rules, elements=(course("ОП.91", 36), course("ОП.92", 36, 48)))

    nodes = {n.key: n for _, n in tree(design, builders.state(), rules).walk()}

    assert (nodes["ОП.ДВ.01"].kind, nodes["ОП.ДВ.01"].hours) == (NodeKind.CHOICE, 36)
    assert [(n.key, n.kind, n.most) for n in nodes["ОП.ДВ.01"].children] == [
        ("ОП.91", NodeKind.OPTION, 36),
        ("ОП.92", NodeKind.OPTION, 48),
    ]
    assert nodes["ОП"].rule == rules[1]
    assert nodes["ОП"].most <= 400


def test_parts_of_an_option_stand_below_it_in_the_tree() -> None:
    rules = (
        one_of("ОП.91", "ОП.ГР"),
        StructureRule(key="ОП.ГР", title="Пара", below=("ОП.92", "ОП.93"), in_order=True),
    )
    elements = (course("ОП.91", 36), course("ОП.92", 18), course("ОП.93", 18))

    nodes = {n.key: n for _, n in tree(designed(*rules, elements=elements), builders.state(), rules).walk()}

    assert [n.key for n in nodes["ОП.ДВ.01"].children] == ["ОП.91", "ОП.ГР"]
    assert ([n.key for n in nodes["ОП.ГР"].children], nodes["ОП.ГР"].hours) == (["ОП.92", "ОП.93"], 36)
