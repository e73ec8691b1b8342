"""The chain of digests: every change of any entry is found at its place, an untouched chain has no fault."""

import json

from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.chain import BEGINNING, Head, Link, faults, linked

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ENTRIES = st.lists(st.dictionaries(TEXTS, TEXTS | st.integers() | st.none() | st.lists(st.integers())), max_size=12)


def chain(entries):
    links, before = [], BEGINNING
    for position, entry in enumerate(entries, 1):
        before = linked(before, entry)
        links.append(Link(position, before, f"entry {position}", entry))
    return links


@given(ENTRIES)
def test_untouched_chain_has_no_fault_and_its_last_link_is_the_head(entries):
    links = chain(entries)
    head = Head(len(links), links[-1].digest) if links else Head()
    assert faults(links, head) == (head, ())


@given(ENTRIES.filter(bool), st.data())
def test_bit_flipped_in_any_entry_is_found_at_that_entry_alone(entries, data):
    links = chain(entries)
    at = data.draw(st.integers(0, len(links) - 1))
    text = json.dumps(entries[at], sort_keys=True)
    changed = {"changed": text}  # any other value than the entry's own
    links[at] = Link(links[at].position, links[at].digest, links[at].name, changed)
    _head, found = faults(links)
    assert [(f.code, f.facts["position"]) for f in found] == [("chain.entry_changed", at + 1)]


@given(ENTRIES.filter(bool), st.data())
def test_removed_link_is_found(entries, data):
    links = chain(entries)
    kept = Head(len(links), links[-1].digest)
    at = data.draw(st.integers(0, len(links) - 1))
    del links[at]
    _head, found = faults(links, kept)
    assert found and all(f.hard for f in found)
    assert {"chain.gap", "chain.cut_off"} & {f.code for f in found}


@given(ENTRIES.filter(bool), st.data())
def test_entry_that_is_gone_is_found_while_its_link_stays(entries, data):
    links = chain(entries)
    at = data.draw(st.integers(0, len(links) - 1))
    links[at] = Link(links[at].position, links[at].digest, "gone", None)
    assert [f.code for f in faults(links)[1]] == ["chain.entry_gone"]


@given(ENTRIES.filter(bool), ENTRIES.filter(bool))
def test_chain_made_anew_over_other_entries_differs_from_the_kept_head(entries, others):
    kept = Head(len(entries), chain(entries)[-1].digest)
    anew = chain(others)
    found = faults(anew, kept)[1]
    assert bool(found) == (others[: len(entries)] != entries)


def test_entries_that_differ_in_type_only_have_other_digests():
    assert len({linked(BEGINNING, {"a": v}) for v in (1, "1", [1], None, True)}) == 5
