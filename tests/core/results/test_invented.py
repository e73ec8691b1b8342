"""Invented facts: sound, the same for the same seed, and complete enough to have something of everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.core.results.samples import scene

from remeslo.core.base.facts import as_known, check_ledger
from remeslo.core.base.findings import ProblemError
from remeslo.core.results.invented import Rates, invent
from remeslo.core.results.invented.learners import month_end
from remeslo.core.results.kinds import duplicates, validate
from remeslo.interchange.resultpack import builtin_kinds


def test_invent_gives_sound_facts_of_every_kind_but_attestations() -> None:
    facts = invent(scene(), seed=1)

    assert [f for x in facts for f in validate(x, builtin_kinds())] == []
    assert check_ledger(facts) == []
    assert duplicates(as_known(facts, scene().last), builtin_kinds()) == []
    assert builtin_kinds().keys() - {f.kind for f in facts} == {"attestation"}
    assert all(f.evidence and f.evidence[0].startswith("invented:") for f in facts if f.kind != "confirmation")


def test_invent_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    assert invent(scene(), seed=5) == invent(scene(), seed=5)
    assert invent(scene(), seed=5) != invent(scene(), seed=6)


def test_invent_nothing_is_known_after_the_last_day() -> None:
    assert max(f.known for f in invent(scene())) <= scene().last


def test_invent_without_confirmations_and_mistakes_has_none() -> None:
    bare = Rates(confirmed=0, disputed=0, mistaken=0, taken_back=0)
    facts = invent(replace(scene(), rates=bare))

    assert {f.kind for f in facts if f.kind == "confirmation" or f.corrects} == set()


@pytest.mark.parametrize(("months", "day"), [(10, date(2025, 6, 30)), (22, date(2026, 6, 30)), (4, date(2024, 12, 31))])
def test_month_end_of_a_programme_that_begins_in_september(months: int, day: date) -> None:
    assert month_end(date(2024, 9, 1), months) == day


def test_rates_outside_of_a_share_are_refused() -> None:
    with pytest.raises(ProblemError, match="employed"):
        Rates(employed=1.2)
