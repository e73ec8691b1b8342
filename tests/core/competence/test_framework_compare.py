"""Two editions side by side: every item is accounted for once, and the preview says what an arrival is."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from tests.core.competence.frameworks import child, framework, frameworks, item

from remeslo.core.competence.framework import Framework, LinkKind
from remeslo.core.competence.framework_compare import Arrival, ItemChange, compare, preview


@settings(max_examples=30)
@given(frameworks(), frameworks())
def test_every_item_of_both_editions_is_accounted_for_once(old: Framework, new: Framework) -> None:
    told = compare(old, new)
    ours = [d.old.key for d in told.items if d.old is not None]
    theirs = [d.new.key for d in told.items if d.new is not None]

    assert len(set(ours)) == len(ours)
    assert len(set(theirs)) == len(theirs)
    assert len(ours) + told.num_same == len(old.items)
    assert len(theirs) + told.num_same == len(new.items)


@settings(max_examples=20)
@given(frameworks())
def test_framework_does_not_differ_from_itself(f: Framework) -> None:
    assert compare(f, f).is_same
    assert preview([f], f).arrival is Arrival.SAME


def test_changes_are_named_by_what_they_are() -> None:
    old = framework(item("a", "точить"), item("b", "пилить"), item("c", "варить"), item("d", "сверлить"))
    new = framework(
        item("a", "Точить"), item("b", "пилить ножовкой"), item("x", "варить"), item("e", "паять"), version="2"
    )
    changes = {(d.change, (d.old or d.new).key) for d in compare(old, new).items}  # type: ignore[union-attr]

    assert changes == {
        (ItemChange.CHANGED, "a"),
        (ItemChange.REWORDED, "b"),
        (ItemChange.REKEYED, "c"),
        (ItemChange.ADDED, "e"),
        (ItemChange.REMOVED, "d"),
    }


def test_links_of_a_rekeyed_item_are_the_same_links() -> None:
    old = framework(item("a"), item("b", "пилить"), links=(child("b", "a"),))
    new = framework(item("a"), item("c", "пилить"), links=(child("c", "a"),), version="2")

    assert compare(old, new).links == ()
    (told,) = compare(old, framework(item("a"), item("b", "пилить"))).links
    assert (told.kind, len(told.added), len(told.removed)) == (LinkKind.CHILD_OF, 0, 1)


def test_preview_orders_editions_by_number() -> None:
    held = [framework(version="9.3"), framework(version="30.2")]

    assert preview(held, framework(version="30.10")).arrival is Arrival.NEW_EDITION
    assert preview(held, framework(version="10.1")).arrival is Arrival.OLDER_EDITION
    assert preview(held, framework(version="10.1")).held == held[0]
    assert preview(held, framework(item("a"), version="9.3")).arrival is Arrival.DIFFERS
    assert preview(held, replace(framework(), key="other")).arrival is Arrival.NEW_FRAMEWORK
