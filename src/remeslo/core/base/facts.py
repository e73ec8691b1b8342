"""
Dated facts that are only ever appended, and what they say by the knowledge of a day.

A fact is one organisation's statement that something happened. It is never changed: a mistake is mended by a new fact
that names the old one, and late facts are normal, so every question is asked "as known on a day". Two dates keep apart
when it happened (``on``) and when the ledger learnt it (``known``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.base.keys import OrganisationKey

FactKey = NewType("FactKey", str)
"""Identifier of a fact, unique in its ledger: ``f-2027-000123``."""

FactValue = str | int | Decimal | date | bool

CONFIRMATION = "confirmation"
"""Kind of the fact by which another organisation confirms a fact; its subject is that fact's key."""
CONFIRMED = "confirmed"
"""The value of a confirmation: true, or false where the other side contradicts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """
    One organisation's dated statement.

    Parameters
    ----------
    key
        Unique in the ledger, not blank.
    kind
        What happened: ``"admission"``, ``"practice"``, ``"confirmation"``; which kinds there are is data.
    subject
        Whom or what it is about: a pseudonymous learner, a contract, an item of equipment, or, for a confirmation, a
        fact's key.
    on, known
        The day it happened, and the day the ledger learnt it; neither need come first (an agreed start lies ahead).
    by
        The organisation that says so.
    values
        What is said, by name. No ``float``: money and marks are ``Decimal``, and finite.
    evidence
        References to papers and registers that show it.
    corrects
        The fact that this one replaces.
    withdraws
        True when the fact in ``corrects`` is taken back and nothing is put in its place.

    Raises
    ------
    ProblemError
        When a name is blank, a value is no `FactValue`, the fact names itself or takes back nothing.
    """

    key: FactKey
    kind: str
    subject: str
    on: date
    known: date
    by: OrganisationKey
    values: Mapping[str, FactValue] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    corrects: FactKey | None = None
    withdraws: bool = False

    def __post_init__(self) -> None:
        if not (self.key.strip() and self.kind.strip() and self.subject.strip() and self.by.strip()):
            name = next(n for n in ("key", "kind", "subject", "by") if not getattr(self, n).strip())
            raise ProblemError(f"fact {self.key!r}: {name} must not be blank.")
        if self.corrects == self.key:
            raise ProblemError(f"fact {self.key} cannot correct itself.")
        if self.withdraws and self.corrects is None:
            raise ProblemError(f"fact {self.key} withdraws, but names no fact to take back.")
        given: Mapping[str, object] = self.values  # files and forms may give anything
        for name, value in given.items():
            if not isinstance(value, str | int | Decimal | date) or isinstance(value, datetime):
                raise ProblemError(f"fact {self.key}: value {name} is a {type(value).__name__}, not a fact value.")
            if isinstance(value, Decimal) and not value.is_finite():
                raise ProblemError(f"fact {self.key}: value {name} is {value}, not a number.")


class Standing(StrEnum):
    """What the other side has said about a fact."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


def as_known(facts: Iterable[Fact], day: date) -> tuple[Fact, ...]:
    """
    The facts in force by the knowledge of a day, ordered by ``on``, ``known`` and key, however they were given.

    Of a fact and everything that names it one fact at most is in force: the last of its corrections (by ``known``, then
    key) stands in its place, a withdrawal leaves nothing, and a correction that was itself taken back lets the old fact
    stand again. A correction known before what it corrects stands at once. Facts given twice count once.

    Raises
    ------
    ProblemError
        When two different facts have one key; no ledger may hold that.
    """
    seen = {k: f for k, f in _by_key(facts).items() if f.known <= day}
    naming = _naming(seen)
    standing = (_standing(root, naming) for root in seen.values() if root.corrects not in seen)
    return tuple(sorted((f for f in standing if f is not None), key=_order))


def standings(facts: Iterable[Fact]) -> Mapping[FactKey, Standing]:
    """
    What the other side says about each fact, given facts in force (see `as_known`); confirmations are left out.

    Only the last word of each other organisation counts; one that contradicts outweighs all that confirm. What an
    organisation says of its own fact counts for nothing. A correction is a new fact and waits for a new confirmation.
    """
    given = {f.key: f for f in facts}
    words: dict[FactKey, dict[OrganisationKey, bool]] = {}
    for fact in sorted((f for f in given.values() if f.kind == CONFIRMATION), key=lambda f: (f.known, f.key)):
        about = given.get(FactKey(fact.subject))
        if about is not None and about.by != fact.by:
            words.setdefault(about.key, {})[fact.by] = fact.values.get(CONFIRMED) is not False
    return {key: _word(words.get(key, {})) for key, fact in given.items() if fact.kind != CONFIRMATION}


def check_ledger(facts: Iterable[Fact]) -> list[Finding]:
    """What is wrong with facts as a whole: absent facts named, circles, rival corrections, one's own confirmation."""
    seen = _by_key(facts)
    naming = _naming(seen)
    findings: list[Finding] = []
    for fact in sorted(seen.values(), key=_order):
        findings += _about_naming(fact, seen, naming)
        if fact.kind == CONFIRMATION:
            findings += _about_confirmation(fact, seen)
    return findings


def _by_key(facts: Iterable[Fact]) -> dict[FactKey, Fact]:
    seen: dict[FactKey, Fact] = {}
    for fact in facts:
        if seen.setdefault(fact.key, fact) != fact:
            raise ProblemError(f"fact {fact.key}: two different facts have this key.")
    return seen


def _naming(seen: Mapping[FactKey, Fact]) -> Mapping[FactKey, list[Fact]]:
    """For each fact those that name it, in the order in which they became known."""
    naming: dict[FactKey, list[Fact]] = {}
    for fact in sorted((f for f in seen.values() if f.corrects is not None), key=lambda f: (f.known, f.key)):
        if fact.corrects is not None and fact.corrects in seen:
            naming.setdefault(fact.corrects, []).append(fact)
    return naming


def _standing(root: Fact, naming: Mapping[FactKey, list[Fact]]) -> Fact | None:
    """The fact that stands in the root's place; ``None`` when it was taken back. Every fact is looked at once."""
    if root.key not in naming:
        return None if root.withdraws else root
    order = [root]
    for fact in order:  # grows while it is walked: those named come before those that name them
        order.extend(naming.get(fact.key, ()))
    stands: dict[FactKey, Fact | None] = {}  # None: taken back, as if it had never been said
    for fact in reversed(order):
        last = next((c for c in reversed(naming.get(fact.key, [])) if stands[c.key] is not None), None)
        instead = fact if last is None else stands[last.key]
        taken_back = last is not None and instead is not None and instead.withdraws
        stands[fact.key] = None if taken_back else instead
    result = stands[root.key]
    return None if result is None or result.withdraws else result


def _word(words: Mapping[OrganisationKey, bool]) -> Standing:
    if not words:
        return Standing.CLAIMED
    return Standing.CONFIRMED if all(words.values()) else Standing.DISPUTED


def _about_naming(fact: Fact, seen: Mapping[FactKey, Fact], naming: Mapping[FactKey, list[Fact]]) -> list[Finding]:
    findings: list[Finding] = []
    if fact.corrects is not None:
        named = seen.get(fact.corrects)
        told = {"key": fact.key, "corrects": fact.corrects}
        if named is None:
            findings.append(Finding("fact.names_absent", fact.key, told, Severity.WARNING))
        elif _in_circle(fact, seen):
            findings.append(Finding("fact.circle", fact.key, told))
        elif (named.kind, named.subject) != (fact.kind, fact.subject):
            other: dict[str, object] = {"kind": named.kind, "subject": named.subject}
            findings.append(Finding("fact.names_other", fact.key, {**told, **other}))
    rivals = naming.get(fact.key, [])
    if len(rivals) > 1:
        keys = tuple(r.key for r in rivals)
        both = {"key": fact.key, "corrections": keys, "stands": keys[-1]}
        findings.append(Finding("fact.corrected_twice", fact.key, both, Severity.WARNING))
    return findings


def _in_circle(fact: Fact, seen: Mapping[FactKey, Fact]) -> bool:
    passed: set[FactKey] = set()
    here: Fact | None = fact
    while here is not None and here.key not in passed:
        passed.add(here.key)
        here = seen.get(here.corrects) if here.corrects is not None else None
    return here is not None


def _about_confirmation(fact: Fact, seen: Mapping[FactKey, Fact]) -> list[Finding]:
    about = seen.get(FactKey(fact.subject))
    if about is None:
        return [Finding("fact.confirms_absent", fact.key, {"key": fact.key, "about": fact.subject}, Severity.WARNING)]
    if about.by == fact.by:
        return [Finding("fact.confirms_own", fact.key, {"key": fact.key, "about": about.key, "by": fact.by})]
    return []


def _order(fact: Fact) -> tuple[date, date, FactKey]:
    return fact.on, fact.known, fact.key
