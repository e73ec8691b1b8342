"""Pseudonyms for a recipient: steady for one, strangers for two, no old name left, and what a fact says stays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.facts import CONFIRMATION, Fact, FactKey
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.privacy import for_recipient, pseudonym

KEY = b"k" * 32
PEOPLE = frozenset({"practice", "employment"})
NAMES = st.text(min_size=1, max_size=12)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Fact]:
    names = draw(st.lists(NAMES.map(lambda n: f"L-{n}-тайна"), min_size=1, max_size=3, unique=True))
    facts: list[Fact] = []
    for n in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(("practice", "employment", "contract", CONFIRMATION)))
        subject = {"contract": "договор 5", CONFIRMATION: facts[-1].key if facts else "f-none"}.get(kind)
        said = subject or draw(st.sampled_from(names))
        corrects = facts[0].key if facts and draw(st.booleans()) else None
        facts.append(
            Fact(
                key=FactKey(f"f-{said}-{n}"),
                kind=kind,
                subject=said,
                on=date(2026, 9, 1),
                known=date(2026, 9, 2),
                by=OrganisationKey("base"),
                values={"hours": 36, "programme": "welder", "about": draw(st.sampled_from(names))},
                evidence=("file:abc",),
                corrects=corrects,
            )
        )
    return facts


@given(ledgers())
def test_for_recipient_leaves_no_name_of_a_person_that_facts_are_about(facts: list[Fact]) -> None:
    people = {f.subject for f in facts if f.kind in PEOPLE}
    given_away = for_recipient(facts, PEOPLE, KEY, "ministry")

    for fact in given_away:
        said = {fact.key, fact.subject, fact.corrects, *fact.values.values()}
        assert not said & people
        assert not any(name in fact.key for name in people)
        assert fact.evidence == ()


@given(ledgers())
def test_for_recipient_keeps_order_days_kinds_numbers_and_who_is_the_same_as_whom(facts: list[Fact]) -> None:
    given_away = for_recipient(facts, PEOPLE, KEY, "ministry")

    assert [(f.kind, f.on, f.known, f.by, f.values["hours"]) for f in given_away] == [
        (f.kind, f.on, f.known, f.by, f.values["hours"]) for f in facts
    ]
    for a, b in zip(facts, given_away, strict=True):
        for c, d in zip(facts, given_away, strict=True):
            assert (a.subject == c.subject) == (b.subject == d.subject)
            assert (a.corrects == c.key) == (b.corrects == d.key)


@given(ledgers())
def test_for_recipient_is_steady_and_shares_no_name_with_another_recipient(facts: list[Fact]) -> None:
    once, again = (for_recipient(facts, PEOPLE, KEY, "ministry") for _ in range(2))
    other = for_recipient(facts, PEOPLE, KEY, "statistics")

    assert once == again
    assert not {f.key for f in once} & {f.key for f in other}
    assert not {f.subject for f in once if f.kind in PEOPLE} & {f.subject for f in other if f.kind in PEOPLE}


@given(st.binary(min_size=1), st.binary(min_size=1), NAMES, NAMES)
def test_pseudonym_under_another_key_is_another(one: bytes, two: bytes, recipient: str, name: str) -> None:
    if one.rstrip(b"\0") != two.rstrip(b"\0"):
        assert pseudonym(one, recipient, name) != pseudonym(two, recipient, name)


def test_pseudonym_cuts_recipient_and_name_apart() -> None:
    assert pseudonym(KEY, "a", "b:c") != pseudonym(KEY, "a:b", "c")
    assert pseudonym(KEY, "ab", "c") != pseudonym(KEY, "a", "bc")


@pytest.mark.parametrize(("key", "recipient"), [(b"", "x"), (KEY, "")])
def test_pseudonym_without_key_or_recipient_is_refused(key: bytes, recipient: str) -> None:
    with pytest.raises(ValueError, match="needs a key"):
        pseudonym(key, recipient, "name")
