"""Frameworks: what may not be made, who stands under whom, and what the matcher is given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.core.competence.frameworks import child, framework, frameworks, item

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.framework import ROOT, Framework, FrameworkItem, ItemKey, ItemKind, ItemText
from remeslo.core.competence.framework_statements import statements, wordings
from remeslo.core.competence.standards import StatementKind


@pytest.mark.parametrize("bad", ["", "a b", "a:b", "a@b"])
def test_framework_of_a_key_that_statements_cannot_begin_with_is_refused(bad: str) -> None:
    with pytest.raises(ProblemError):
        Framework(key=bad, version="1", title="F")
    with pytest.raises(ProblemError):
        Framework(key="f", version=bad, title="F")


def test_two_items_of_one_key_are_refused_by_name() -> None:
    with pytest.raises(ProblemError, match="'a'"):
        framework(item("a"), item("b"), item("a"))


def test_item_without_a_text_is_refused() -> None:
    with pytest.raises(ProblemError):
        FrameworkItem(key=ItemKey("a"), kind=ItemKind.SKILL, texts=(ItemText(language="", preferred=""),))


@settings(max_examples=40)
@given(frameworks())
def test_every_item_is_below_the_root_or_in_a_circle(f: Framework) -> None:
    tree = f.hierarchy()
    below = set(tree.descendants(ROOT))
    circles = set(tree.circles())

    assert {i.key for i in f.items} - below <= {d for c in circles for d in (c, *tree.descendants(c))}
    for key, parents in tree.parents.items():
        assert all(key in tree.children[p] for p in parents)
    assert not any(k in tree.ancestors(k) for k in tree.parents)


def test_children_stand_in_the_order_of_their_links_then_of_the_file() -> None:
    links = (child("x", "top"), child("a", "top", order=1), child("b", "top", order=2))
    f = framework(item("top"), item("x"), item("b"), item("a"), links=links)
    tree = f.hierarchy()

    assert tree.children[ItemKey("top")] == ("a", "b", "x")
    assert tree.children[ROOT] == ("top",)
    assert tree.siblings(ItemKey("b")) == ("a", "x")


def test_circles_name_only_items_that_stand_under_themselves() -> None:
    f = framework(item("a"), item("b"), item("c"), item("d"), links=(child("a", "b"), child("b", "a"), child("c", "a")))

    assert f.hierarchy().circles() == ("a", "b")


def test_statement_s_function_is_the_nearest_above_that_is_one() -> None:
    f = framework(
        item("o", kind=ItemKind.OCCUPATION),
        item("t", kind=ItemKind.TASK),
        item("s", kind=ItemKind.SKILL),
        item("lone", kind=ItemKind.KNOWLEDGE),
        links=(child("t", "o"), child("s", "t")),
    )
    got = [(s.key, s.kind, s.function) for s in statements(f)]

    assert got == [
        ("f@1:o", StatementKind.FUNCTION, "f@1:o"),
        ("f@1:t", StatementKind.LABOUR_ACTION, "f@1:o"),
        ("f@1:s", StatementKind.SKILL, "f@1:o"),
        ("f@1:lone", StatementKind.KNOWLEDGE, "f@1:lone"),
    ]


@settings(max_examples=40)
@given(frameworks())
def test_every_item_makes_one_statement_and_every_label_a_wording(f: Framework) -> None:
    made = list(statements(f))

    assert [s.text for s in made] == [i.text for i in f.items]
    assert len({s.key for s in made}) == len(f.items)
    assert {s.function for s in made} <= {s.key for s in made}
    said = [(w.key, w.text) for w in wordings(f) if not w.is_preferred]
    assert len(said) == sum(len(t.alternative) + bool(t.short) for i in f.items for t in i.texts)
