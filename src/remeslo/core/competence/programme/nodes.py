"""
Nodes of the programme's tree with bounds of their own: hours are lifted to the least, and moved out above the most.

Choices are elements already (`structure.folding`); what is left are cycles, modules and groups of elements. The term
part gets ranges of hours inside which no node can leave its bounds.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import ElementKey
from remeslo.core.competence.limits import Limits
from remeslo.core.competence.programme.slot import Slot
from remeslo.core.competence.structure.choices import ElementChoice
from remeslo.core.competence.structure.rules import StructureRule

_ENDLESS = 10**6


@dataclass(frozen=True, slots=True)
class Nodes:
    """
    The rules of a programme over its slots.

    Parameters
    ----------
    choices
        Elements that stand for choices: their nodes' bounds are their own ranges.
    """

    rules: tuple[StructureRule, ...]
    choices: tuple[ElementChoice, ...] = ()

    def members(self, rule: StructureRule, slots: Sequence[Slot]) -> frozenset[ElementKey]:
        """Elements of a node: of a cycle or module, or below a node of its own, however deep."""
        by_key = {r.key: r for r in self.rules}
        found: set[ElementKey] = set()
        waiting, seen = [rule.key], {rule.key}
        while waiting:
            key = waiting.pop()
            found.update(s.index for s in slots if key in (s.index, s.module, s.cycle))
            for child in by_key[key].below if key in by_key else ():
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return frozenset(found)

    def lifted(self, slots: Sequence[Slot], limits: Limits, room: int = _ENDLESS) -> list[Slot]:
        """The slots with hours raised to the least of each node, the smallest first, by at most ``room`` in all."""
        lifted = list(slots)
        for rule, inside in self._bounded(lifted):
            missing = min(room, (rule.hours_min or 0) - _hours(lifted, inside))
            if missing > 0:
                before = _hours(lifted, inside)
                lifted = _given(lifted, missing, self._takers(lifted, inside), limits)
                room -= _hours(lifted, inside) - before
        return lifted

    def settled(self, slots: Sequence[Slot], floor: Sequence[Slot], limits: Limits) -> list[Slot]:
        """
        The slots with hours above a node's most moved to elements outside it.

        Nothing goes below its hours in ``floor`` (the same slots before variative hours came); what nobody outside can
        take stays.
        """
        least = {s.index: max(s.hours, s.mandatory_min) for s in floor}
        settled = list(slots)
        for rule, inside in self._bounded(settled):
            over = _hours(settled, inside) - (_ENDLESS if rule.hours_max is None else rule.hours_max)
            if over > 0:
                settled = self._moved(settled, over, inside, least, limits)
        return settled

    def narrowed(self, slots: Sequence[Slot], limits: Limits) -> list[Slot]:
        """The slots with ranges inside which the sums of no node leave its bounds."""
        narrowed = list(slots)
        for rule, inside in self._bounded(narrowed):
            if rule.hours_max is not None:
                narrowed = _tops_cut(narrowed, inside, rule.hours_max, limits)
            if rule.hours_min is not None:
                narrowed = _bottoms_raised(narrowed, inside, rule.hours_min)
        return narrowed

    def in_turn(self, slots: Sequence[Slot]) -> list[Slot]:
        """The slots with prerequisites where a node's parts are studied one after another."""
        after: dict[ElementKey, list[ElementKey]] = {}
        chosen = {c.index for c in self.choices}
        for rule in self.rules:
            if not rule.in_order or rule.key in chosen:
                continue
            before: frozenset[ElementKey] = frozenset()
            for child in rule.below:
                here = self.members(StructureRule(key=child), slots)
                for index in here:
                    after.setdefault(index, []).extend(sorted(before))
                before = here or before
        return [replace(s, after=tuple(dict.fromkeys((*s.after, *after.get(s.index, ()))))) for s in slots]

    def told(self, slots: Sequence[Slot]) -> list[Finding]:
        """Nodes that are nowhere, and nodes whose bounds the programme cannot hold, with both numbers."""
        behind = {e.index for c in self.choices for e in c.offered}
        names = {n for s in slots for n in (s.index, s.module, s.cycle)} | {r.key for r in self.rules} | behind
        findings = []
        for rule in self.rules:
            facts: dict[str, object] = {"node": rule.key, "title": rule.title}
            if unknown := tuple(c for c in rule.below if c not in names):
                found = Finding("structure.unknown_below", rule.key, {**facts, "keys": unknown}, Severity.WARNING)
                findings.append(found)
            if not rule.below and not self.members(rule, slots):
                findings.append(Finding("structure.unknown_node", rule.key, facts, Severity.WARNING))
        for rule, inside in self._bounded(slots):
            findings += _bounds_told(rule, inside, slots)
        return findings

    def _bounded(self, slots: Sequence[Slot]) -> list[tuple[StructureRule, frozenset[ElementKey]]]:
        """Nodes with bounds of hours and their elements, those with fewer elements first."""
        bounded = [r for r in self.rules if (r.hours_min, r.hours_max) != (None, None)]
        found = [(r, self.members(r, slots)) for r in bounded]
        return sorted(((r, m) for r, m in found if m), key=lambda rm: len(rm[1]))

    def _takers(
        self, slots: Sequence[Slot], inside: Collection[ElementKey], *, but: Collection[ElementKey] = ()
    ) -> dict[ElementKey, int]:
        """What each element inside may still take, itself and the nodes that it is in."""
        room = {s.index: _room(s) for s in slots if s.index in inside and s.index not in but}
        for rule, members in self._bounded(slots):
            if rule.hours_max is not None:
                left = max(0, rule.hours_max - _hours(slots, members))
                room |= {k: min(room[k], left) for k in members if k in room}
        return {k: r for k, r in room.items() if r > 0}

    def _moved(
        self,
        slots: list[Slot],
        over: int,
        inside: frozenset[ElementKey],
        least: Mapping[ElementKey, int],
        limits: Limits,
    ) -> list[Slot]:
        less = _taken(slots, over, inside, least, limits)
        freed = sum(s.hours for s in slots) - sum(s.hours for s in less)
        outside = {s.index for s in less} - inside
        moved = less
        while freed > 0:
            more = _given(moved, freed, self._takers(moved, outside), limits, sizes=least, most_steps=1)
            given = sum(s.hours for s in more) - sum(s.hours for s in moved)
            if not given:
                break
            moved, freed = more, freed - given
        return _given(moved, freed, dict.fromkeys(inside, _ENDLESS), limits) if freed else moved


def _bounds_told(rule: StructureRule, inside: frozenset[ElementKey], slots: Sequence[Slot]) -> Iterable[Finding]:
    hours = _hours(slots, inside)
    facts: dict[str, object] = {"node": rule.key, "title": rule.title, "hours": hours, "elements": len(inside)}
    if rule.hours_max is not None and hours > rule.hours_max:
        least = sum(max(s.hours_min, s.mandatory_min) for s in slots if s.index in inside)
        yield Finding("structure.above_most", rule.key, {**facts, "most": rule.hours_max, "least": least})
    if rule.hours_min is not None and hours < rule.hours_min:
        yield Finding("structure.below_least", rule.key, {**facts, "least": rule.hours_min})


def _room(s: Slot) -> int:
    """As in `hours.fill`: what was made grows without end, what is fixed up to its most."""
    if s.ruled:
        return 0
    if s.made:
        return _ENDLESS if s.is_course or s.is_practice else 0
    return max(0, s.hours_max - s.hours)


def _hours(slots: Iterable[Slot], inside: Collection[ElementKey]) -> int:
    return sum(s.hours for s in slots if s.index in inside)


def _given(
    slots: Sequence[Slot],
    amount: int,
    room: Mapping[ElementKey, int],
    limits: Limits,
    *,
    sizes: Mapping[ElementKey, int] | None = None,
    most_steps: int = _ENDLESS,
) -> list[Slot]:
    """
    More hours for elements with room, always to the one that has grown least against its size (else its hours now).

    Lessons by two, the last odd one alone; practice in whole weeks; at most ``most_steps`` times.
    """
    added = dict.fromkeys(room, 0)
    open_ = {s.index: s for s in slots if s.index in room}
    base = sizes or {k: s.hours for k, s in open_.items()}
    turns = 0
    while amount > 0 and turns < most_steps:
        turns += 1
        best: tuple[Fraction, ElementKey, int] | None = None
        for key, s in open_.items():
            left = min(amount, room[key] - added[key])
            step = limits.practice_step if s.is_practice else min(2, left)
            if step and step <= left:
                grown = Fraction(s.hours + added[key] + step, max(1, base[key]))
                best = min(best, (grown, key, step)) if best else (grown, key, step)
        if best is None:
            break
        added[best[1]] += best[2]
        amount -= best[2]
    return [replace(s, hours=s.hours + added.get(s.index, 0)) for s in slots]


def _taken(
    slots: Sequence[Slot],
    over: int,
    inside: Collection[ElementKey],
    least: Mapping[ElementKey, int],
    limits: Limits,
) -> list[Slot]:
    """Fewer hours in a node: lessons that have most above their floor first, then practice in whole weeks."""
    taken = {s.index: s for s in slots}
    order = sorted((s for s in slots if s.index in inside and not s.ruled), key=lambda s: least[s.index] - s.hours)
    for s in sorted(order, key=lambda s: s.is_practice):
        above = s.hours - least[s.index]
        step = limits.practice_step if s.is_practice else 1
        less = min(-(-over // step) * step, above // step * step)
        if over > 0 and less > 0:
            taken[s.index] = replace(s, hours=s.hours - less)
            over -= less
    return [taken[s.index] for s in slots]


def _tops_cut(slots: Sequence[Slot], inside: Collection[ElementKey], most: int, limits: Limits) -> list[Slot]:
    surplus = sum(s.hours_max for s in slots if s.index in inside) - most
    cut = []
    for s in slots:
        slack = s.hours_max - s.hours
        if s.index in inside and surplus > 0 and slack > 0:
            step = limits.practice_step if s.is_practice else 1
            less = min(slack, -(-surplus // step) * step)
            s = replace(s, hours_max=s.hours_max - less)
            surplus -= less
        cut.append(s)
    return cut


def _bottoms_raised(slots: Sequence[Slot], inside: Collection[ElementKey], least: int) -> list[Slot]:
    missing = least - sum(s.hours_min for s in slots if s.index in inside)
    raised = []
    for s in slots:
        more = min(missing, s.hours - s.hours_min)
        if s.index in inside and more > 0:
            s = replace(s, hours_min=s.hours_min + more)
            missing -= more
        raised.append(s)
    return raised
