"""Facts of a cluster of the invented country, mergers and splits told as they would be."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from remeslo.core.base.facts import CONFIRMATION, Fact, FactKey
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.line.country.country import CountryCluster, Move
from remeslo.core.results.invented import invent
from remeslo.core.results.invented.telling import LATE_DAYS

MENDED_DAYS = 40
"""A fact is corrected or taken back at most so long after it is told."""
ADMISSION, LEAVING, GRADUATION = "admission", "leaving", "graduation"


def facts_of(cluster: CountryCluster, *, seed: int = 0, dispute: str = "?") -> tuple[Fact, ...]:
    """
    Everything that is told of a cluster, ordered by the day on which it became known.

    What happened before a merger is told by the college of that time and never again; from the day on its successor
    speaks, and who goes on learning is admitted there. Learners whose end nobody tells, though it is past, are left
    out: they left before the first day that is told in full.
    """
    facts = _without_lost(invent(cluster.scene, seed=seed, dispute=dispute), cluster.scene.last)
    for number, move in enumerate(cluster.moves):
        facts = _moved(facts, move, f"{cluster.key}-m{number}", cluster.scene.last)
    return facts


def _without_lost(facts: tuple[Fact, ...], last: date) -> tuple[Fact, ...]:
    ended = {f.subject for f in facts if f.kind in (LEAVING, GRADUATION)}
    told_by = last - timedelta(days=max(LATE_DAYS) + MENDED_DAYS)
    lost = {
        f.subject
        for f in facts
        if f.kind == ADMISSION
        and f.subject not in ended
        and isinstance(end := f.values.get("planned_end"), date)
        and end < told_by
    }
    theirs = {f.key for f in facts if f.subject in lost}
    return tuple(f for f in facts if f.key not in theirs and FactKey(f.subject) not in theirs)


def _moved(facts: tuple[Fact, ...], move: Move, prefix: str, last: date) -> tuple[Fact, ...]:
    homes = {f.subject: f for f in facts if f.kind == ADMISSION and f.corrects is None}
    speakers = _speakers(move)
    heirs = {subject: _heir(home, move) for subject, home in homes.items()}
    told = {f.key: f for f in facts}
    result = [_retold(f, heirs.get(_about(f, told)), speakers, move) for f in facts]
    if move.on <= last:
        result += _admitted_anew(facts, homes, heirs, move, prefix)
    by = {f.key: f.by for f in result}
    told_by_others = (f for f in result if f.kind != CONFIRMATION or by.get(FactKey(f.subject)) != f.by)
    return tuple(sorted(told_by_others, key=lambda f: (f.known, f.key)))


def _speakers(move: Move) -> Mapping[OrganisationKey, OrganisationKey]:
    """Who speaks for a college that is no more where no learner is meant: the heir of its first programme."""
    found: dict[OrganisationKey, OrganisationKey] = {}
    for (source, _programme), heir in move.heirs.items():
        found.setdefault(source, heir)
    return found


def _heir(admission: Fact, move: Move) -> OrganisationKey | None:
    college = OrganisationKey(str(admission.values.get("college", "")))
    return move.heirs.get((college, str(admission.values.get("programme", ""))))


def _about(fact: Fact, told: Mapping[FactKey, Fact]) -> str:
    """The learner behind a fact, also behind a confirmation of one."""
    meant = told.get(FactKey(fact.subject)) if fact.kind == CONFIRMATION else fact
    return meant.subject if meant else fact.subject


def _retold(
    fact: Fact,
    heir: OrganisationKey | None,
    speakers: Mapping[OrganisationKey, OrganisationKey],
    move: Move,
) -> Fact:
    """The same fact by the organisations of its own day."""
    if fact.on < move.on:
        return fact
    values = dict(fact.values)
    for name in ("college", "host", "centre"):
        said = OrganisationKey(str(values.get(name, "")))
        if said in speakers:
            values[name] = heir if heir is not None and name == "college" else speakers[said]
    by = (heir or speakers[fact.by]) if fact.by in speakers else fact.by
    return replace(fact, by=by, values=values)


def _admitted_anew(
    facts: Iterable[Fact],
    homes: Mapping[str, Fact],
    heirs: Mapping[str, OrganisationKey | None],
    move: Move,
    prefix: str,
) -> list[Fact]:
    """Who was learning on the day goes on at the successor."""
    gone = {f.subject for f in facts if f.kind in (LEAVING, GRADUATION) and f.on < move.on}
    found: list[Fact] = []
    for subject, home in sorted(homes.items()):
        heir = heirs[subject]
        ends = home.values.get("planned_end")
        goes_on = home.on < move.on and subject not in gone and isinstance(ends, date) and ends >= move.on
        if heir is not None and goes_on:
            values = {**home.values, "college": heir}
            key = FactKey(f"{prefix}-{len(found):05}")
            found.append(replace(home, key=key, on=move.on, known=move.on, by=heir, values=values, evidence=()))
    return found
