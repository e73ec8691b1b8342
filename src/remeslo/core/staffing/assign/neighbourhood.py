"""Which duties to set free next: some near a place where an objective is not at its best."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from random import Random

from remeslo.core.staffing.assign.problem import Objective
from remeslo.core.staffing.assign.table import NOBODY, Table

_FEWEST, _MOST = 30, 400
_GROWTH = 1.15
_EARLIER = 0.5
"""How often an objective is taken rather than a later one."""


class Neighbourhoods:
    """Pieces of a district around sore duties; they grow while they are solved to the end, and shrink when not."""

    def __init__(self, table: Table, dice: Random) -> None:
        self.table, self.dice = table, dice
        self.size = 80.0
        self.num_free = sum(1 for d, people in enumerate(table.options) if people and not table.pinned[d])

    def next(self, stand: Sequence[int], sore: Sequence[Objective]) -> list[int]:
        """Duties to set free."""
        seeds: list[int] = []
        for objective in sore:
            seeds = self.seeds(objective, stand) or seeds
            if seeds and self.dice.random() < _EARLIER:
                break
        if not seeds:
            seeds = [d for d, people in enumerate(self.table.options) if people and not self.table.pinned[d]]
        return self._around(self.dice.choice(seeds), stand) if seeds else []

    def seeds(self, objective: Objective, stand: Sequence[int]) -> list[int]:
        """Duties where an objective could be better, ascending."""
        return [
            d for d in sorted(set(self._sore(objective, stand))) if self.table.options[d] and not self.table.pinned[d]
        ]

    def learn(self, is_proven: bool, is_better: bool) -> None:
        """Whether the last piece was solved to the end."""
        if not is_proven:
            self.size = max(_FEWEST, self.size / _GROWTH)
        elif not is_better:
            self.size = min(_MOST, self.size * _GROWTH)

    def _around(self, seed: int, stand: Sequence[int]) -> list[int]:
        """Duties of people who could take the seed, of people who could take those, and so on."""
        held: dict[int, list[int]] = {}
        for d, p in enumerate(stand):
            if p >= 0 and not self.table.pinned[d]:
                held.setdefault(p, []).append(d)
        found: dict[int, None] = {seed: None}
        seen: set[int] = set()
        queue: deque[int] = deque(self._mixed(self.table.options[seed]))
        if stand[seed] >= 0:
            queue.appendleft(stand[seed])
        while queue and len(found) < self.size:
            p = queue.popleft()
            if p in seen:
                continue
            seen.add(p)
            own = held.get(p, [])
            found.update(dict.fromkeys(own))
            found.update((d, None) for d in self.table.offers[p] if stand[d] == NOBODY)
            for d in self._mixed(own)[:6]:
                queue.extend(self._mixed(self.table.options[d]))
        return list(found)

    def _mixed(self, items: Sequence[int]) -> list[int]:
        return self.dice.sample(list(items), len(items))

    def _sore(self, objective: Objective, stand: Sequence[int]) -> Iterator[int]:
        """Duties where something could be better."""
        t = self.table
        if objective is Objective.UNCOVERED:
            yield from (d for d, p in enumerate(stand) if t.options[d] and self._could_have_more(d, p))
        elif objective is Objective.CHANGES:
            yield from (d for d, p in enumerate(stand) if t.present[d] >= 0 and t.present[d] != p)
        elif objective is Objective.CONTINUITY:
            yield from (d for d, p in enumerate(stand) if p >= 0 and t.previous[d] >= 0 and t.previous[d] != p)
            for chain in t.chains:
                if len({stand[d] for d in chain if stand[d] >= 0}) > 1:
                    yield from chain
        elif objective is Objective.TRAVEL:
            yield from (d for d, p in enumerate(stand) if t.minutes.get((d, p)))
        elif objective is Objective.PRACTITIONERS:
            yield from (d for d, p in enumerate(stand) if t.duties[d].professional and (d, p) not in t.practitioners)
        else:
            yield from self._overloaded(stand)

    def _could_have_more(self, d: int, p: int) -> bool:
        """True when somebody else could teach more hours of a duty than whoever has it."""
        if p == NOBODY:
            return True
        missed = self.table.missed
        return (d, p) in missed and missed[d, p] > min(missed.get((d, q), 0) for q in self.table.options[d])

    def _overloaded(self, stand: Sequence[int]) -> Iterator[int]:
        """Duties of the fifth of people who have most of their rate."""
        t = self.table
        load: Counter[tuple[int, int]] = Counter()
        for d, p in enumerate(stand):
            if p >= 0:
                load[p, t.year[d]] += t.hours[d]
        worst = sorted(load, key=lambda py: (-load[py] / max(1, t.paid[py[0]]), py))[: max(1, len(load) // 5)]
        most = set(worst)
        yield from (d for d, p in enumerate(stand) if (p, t.year[d]) in most)
