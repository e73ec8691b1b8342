"""Judging successions: who ended lives no longer, who begins has not lived, and everything left has an heir."""

from collections.abc import Iterator
from datetime import timedelta

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.registry.keys import ClusterKey, EntityKey
from remeslo.core.registry.members import MemberOf
from remeslo.core.registry.paths import unit_of
from remeslo.core.registry.structure import Structure
from remeslo.core.registry.succession import Succession

ONE_DAY = timedelta(days=1)


def check_successions(structure: Structure) -> list[Finding]:
    """
    What cannot be: each told with the day and everybody concerned.

    Codes: ``registry.ended_twice``, ``registry.begun_twice``, ``registry.begun_and_ended`` (on one day),
    ``registry.acts_after_end``, ``registry.acts_before_begin``, ``registry.begun_lived_before`` (it has to be named
    among the predecessors: the others join it), ``registry.ended_lives_on``, ``registry.heir_no_member`` (an ended
    college's place in a cluster that none of its successors takes).
    """
    rows: dict[EntityKey, list[MemberOf]] = {}
    for member in structure.members:
        rows.setdefault(member.entity, []).append(member)
    findings: list[Finding] = []
    for one in sorted(structure.successions, key=lambda s: (s.on, s.key)):
        findings += _lives(one, rows)
        findings += _heirs(structure, one, rows)
    return [*_once(structure), *_in_time(structure), *findings]


def _once(structure: Structure) -> Iterator[Finding]:
    ended: dict[EntityKey, Succession] = {}
    begun: dict[EntityKey, Succession] = {}
    for one in sorted(structure.successions, key=lambda s: (s.on, s.key)):
        for seen, keys, code in (
            (ended, one.ended, "registry.ended_twice"),
            (begun, one.begun, "registry.begun_twice"),
        ):
            for key in keys:
                first = seen.setdefault(key, one)
                if first is not one:
                    yield _told(structure, code, one, key, first=first.key, first_on=first.on)


def _in_time(structure: Structure) -> Iterator[Finding]:
    """Nobody takes part in anything from the day of the end on, or before the day of the beginning."""
    end = {key: one for one in structure.successions for key in one.ended}
    begin = {key: one for one in structure.successions for key in one.begun}
    for one in sorted(structure.successions, key=lambda s: (s.on, s.key)):
        for key in dict.fromkeys((*one.predecessors, *one.successors)):
            last, first = end.get(key), begin.get(key)
            if last is not None and first is not None and last.on == first.on and one is last:
                yield _told(structure, "registry.begun_and_ended", one, key, first=first.key)
            if last is not None and last is not one and one.on >= last.on:
                yield _told(structure, "registry.acts_after_end", one, key, last=last.key, end=last.on)
            if first is not None and first is not one and one.on < first.on:
                yield _told(structure, "registry.acts_before_begin", one, key, first=first.key, begin=first.on)


def _lives(one: Succession, rows: dict[EntityKey, list[MemberOf]]) -> Iterator[Finding]:
    told: dict[str, object] = {"succession": one.key, "on": one.on}
    for key in one.ended:
        late = [m for m in rows.get(key, ()) if m.span.until > one.on]
        for member in late:
            facts = {**told, "entity": key, "cluster": member.cluster, "organisation": member.organisation}
            yield Finding("registry.ended_lives_on", one.key, facts)
    for key in one.begun:
        early = [m for m in rows.get(key, ()) if m.since < one.on]
        for member in early:
            facts = {**told, "entity": key, "cluster": member.cluster, "since": member.since}
            yield Finding("registry.begun_lived_before", one.key, facts)


def _heirs(structure: Structure, one: Succession, rows: dict[EntityKey, list[MemberOf]]) -> Iterator[Finding]:
    """In every cluster where an ended college was up to the day, a successor is from the day on."""
    for key in one.ended:
        clusters = {m.cluster for m in rows.get(key, ()) if m.role.is_college and m.span.covers(one.on - ONE_DAY)}
        for cluster in sorted(clusters):
            if not any(_takes(structure, heir, cluster, one) for heir in one.successors):
                facts: dict[str, object] = {
                    "succession": one.key,
                    "on": one.on,
                    "entity": key,
                    "cluster": cluster,
                    "successors": one.successors,
                }
                yield Finding("registry.heir_no_member", one.key, facts, Severity.STOPS_PUBLISHING)


def _takes(structure: Structure, heir: EntityKey, cluster: ClusterKey, one: Succession) -> bool:
    unit = unit_of(structure, heir, cluster, one.on)
    return unit is not None and any(s.covers(one.on) for s in structure.life[unit])


def _told(structure: Structure, code: str, one: Succession, key: EntityKey, **facts: object) -> Finding:
    own: dict[str, object] = {"succession": one.key, "on": one.on, "entity": key}
    return Finding(code, one.key, {**own, "name": structure.named_on(key, one.on), **facts})
