"""Which cells must be hidden, and which more with them, so that nothing secret follows: a few, not the fewest."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from remeslo.core.base.findings import ProblemError
from remeslo.core.rollup.suppress.algebra import Told
from remeslo.core.rollup.suppress.board import Board, Equation, K, Sums

LEAST_PEOPLE = 5
"""Customary in official statistics; an argument wherever it counts."""
_TRIED = 3
"""Of the cells that could be hidden, how many of the smallest are looked at more closely."""
_DEEP = 4
_UNRESOLVED = 6
"""What it is taken to cost in cells, that a search for companions ended before its end."""
_NEVER = 10**9
_Cost = tuple[int, int]
"""Cells that are hidden, and people they are over."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Suppression(Generic[T]):
    """
    What must not be shown.

    Parameters
    ----------
    hidden
        All of it.
    small
        Those among them that are over few people themselves; the others are hidden for their sake.
    exposed
        Small groups, as sets of atoms, that can be computed from what was told already, whatever is hidden now.
    """

    hidden: frozenset[T]
    small: frozenset[T]
    exposed: tuple[frozenset[T], ...] = ()


def protect(
    board: Board[K], *, least: int = LEAST_PEOPLE, held: Collection[K] = (), told: Collection[K] = ()
) -> Suppression[K]:
    """
    Cells to be hidden so that adding and subtracting what is shown, each as often as one likes, gives nothing secret.

    Secret are all cells over 1 to ``least - 1`` people, every other set of hidden atoms that is over as few (what
    remains of a shown whole without its shown parts), and what is held. Nothing else is hidden that could be computed
    anyway. The same board gives the same answer.

    Parameters
    ----------
    held
        Cells that were hidden when the board was shown before: they stay hidden, and secret.
    told
        Cells that were shown before and cannot be taken back: they are never hidden.
    """
    if least < 1:
        raise ProblemError(f"suppression: least must be >= 1, got {least}.")
    work = _Work(board.sums, least, held, told)
    work.hide()
    work.show_again()
    small = {c for g in work.small for c in work.sums.cells[g]}
    return Suppression(
        hidden=frozenset(c for g in work.hidden for c in work.sums.cells[g]),
        small=frozenset(small),
        exposed=tuple(frozenset(c for g in some for c in work.sums.cells[g]) for some in work.exposed),
    )


class _Work(Generic[K]):
    """The search: hidden groups grow until nothing secret follows, then those not needed are shown again."""

    def __init__(self, sums: Sums[K], least: int, held: Collection[K], told: Collection[K]) -> None:
        self.sums = sums
        self.least = least
        self.told = {sums.group_of[c] for c in told if c in sums.group_of}
        self.small = {g for g, count in enumerate(sums.people) if count < least} - self.told
        self.held = {sums.group_of[c] for c in held if c in sums.group_of} - self.told
        self.hidden = self.small | self.held
        self.secret = frozenset(self.hidden)
        self.atoms: Mapping[int, int] = {g: sums.people[g] for g in sums.atoms}
        self.exposed: list[tuple[int, ...]] = []
        self._given_up: set[tuple[int, ...]] = set()

    def hide(self) -> None:
        """Hide companions until no component tells a secret; only what a new one touches is looked at again."""
        waiting = sorted(self.hidden)
        while waiting:
            fresh: list[int] = []
            for component in self._components(waiting):
                touched: set[Equation] = set()
                for sum_told, behind in self._leaks(component):
                    if not touched.isdisjoint(behind):
                        continue  # a new companion may have ended it: the next round looks
                    companions = self._companions(behind)
                    if companions:
                        self.hidden |= companions
                        touched.update(self.sums.equations[n] for g in companions for n in self.sums.equations_of[g])
                        fresh += companions
                    else:
                        self._given_up.add(sum_told)
                        self.exposed.append(sum_told)
                    fresh += component[:1]
            waiting = fresh

    def show_again(self) -> None:
        """Show what was hidden for others' sake and is not needed, those that stand for most cells first."""
        extra = self.hidden - self.secret
        told: dict[int, Told] = {}
        for component in self._components(sorted(extra)):
            told |= dict.fromkeys(extra.intersection(component), self._told(component))
        for group in sorted(extra, key=lambda g: (-len(self.sums.cells[g]), -self.sums.people[g], g)):
            if self._is_needed(group, told[group]):
                continue
            told[group].show(group)
            self.hidden.discard(group)

    def _is_needed(self, group: int, told: Told) -> bool:
        """True when something secret follows once the group is shown."""
        secret = [g for g in told.hidden if g in self.secret]
        if any(some not in self._given_up for some in told.tells_beside(group, secret)):
            return True
        return any(some not in self._given_up for some in told.small_sums(self.atoms, self.least, group))

    def _components(self, start: Iterable[int]) -> Iterable[list[int]]:
        """Hidden groups that hang together by equations, each component once, from these groups on."""
        seen: set[int] = set()
        for first in start:
            if first in seen or first not in self.hidden:
                continue
            seen.add(first)
            component = [first]
            for group in component:
                for number in self.sums.equations_of[group]:
                    for other in self.sums.equations[number].members:
                        if other in self.hidden and other not in seen:
                            seen.add(other)
                            component.append(other)
            yield component

    def _told(self, component: Collection[int]) -> Told:
        numbers = dict.fromkeys(n for g in component for n in self.sums.equations_of[g])
        return Told(sorted(component), [self.sums.equations[n] for n in numbers])

    def _leaks(self, component: list[int]) -> Iterator[tuple[tuple[int, ...], tuple[Equation, ...]]]:
        """Secrets that follow, and the equations behind each; sums only where no secret follows alone."""
        numbers = {n for g in component for n in self.sums.equations_of[g]}
        if len(numbers) == 1:
            one = self._leak_of_one(component, self.sums.equations[numbers.pop()])
            if one is not None:
                yield one
            return
        told = self._told(component)
        alone = False
        for group in told.hidden:
            if group in self.secret and (group,) not in self._given_up and told.tells((group,)):
                alone = True
                yield (group,), told.behind((group,))
        if not alone:
            for some in told.small_sums(self.atoms, self.least):
                if some not in self._given_up:
                    yield some, told.behind(some)

    def _leak_of_one(
        self, component: list[int], equation: Equation
    ) -> tuple[tuple[int, ...], tuple[Equation, ...]] | None:
        """One equation tells the sum of its hidden parts, or its hidden whole when all parts are shown."""
        some = tuple(sorted(component))
        if equation.whole in self.hidden and len(some) > 1:
            return None
        few = sum(self.sums.people[g] for g in some) < self.least
        alone = len(some) == 1 and some[0] in self.secret
        return (some, (equation,)) if (few or alone) and some not in self._given_up else None

    def _companions(self, behind: Iterable[Equation]) -> set[int]:
        """The cheapest groups to hide in one of the equations, with what would give them away again."""
        best: _Cost = (_NEVER, 0)
        chosen: frozenset[int] = frozenset()
        for equation in behind:
            for group in self._candidates(equation, frozenset()):
                cost, found = self._closed(group, equation, frozenset(), _DEEP, best)
                if cost < best:
                    best, chosen = cost, found
        return set(chosen)

    def _candidates(self, equation: Equation, beside: frozenset[int]) -> list[int]:
        """Groups of an equation that could be hidden: its smallest parts, and the whole."""
        open_ = (g for g in equation.parts if self._is_open(g, beside))
        smallest = list(islice(open_, _TRIED))
        return [*smallest, equation.whole] if self._is_open(equation.whole, beside) else smallest

    def _is_open(self, group: int, beside: frozenset[int]) -> bool:
        return group not in self.hidden and group not in beside and group not in self.told

    def _closed(
        self, group: int, via: Equation, beside: frozenset[int], deep: int, limit: _Cost
    ) -> tuple[_Cost, frozenset[int]]:
        """
        The group and what must be hidden with it: an equation with one hidden member gives that member away.

        ``beside``: groups that are to be hidden as well. The search ends where the cost reaches the limit.
        """
        found = frozenset((group,))
        cost = (len(self.sums.cells[group]), self.sums.people[group])
        for number in self.sums.equations_of[group]:
            equation = self.sums.equations[number]
            if equation is via or self._has_hidden(equation, group, beside | found):
                continue
            if cost >= limit:
                break
            best: _Cost = (_UNRESOLVED, 0)
            more: frozenset[int] = frozenset()
            for other in self._candidates(equation, beside | found) if deep else ():
                left = (limit[0] - cost[0], limit[1] - cost[1])
                other_cost, some = self._closed(other, equation, beside | found, deep - 1, min(left, best))
                if other_cost < best:
                    best, more = other_cost, some
            found |= more
            cost = (cost[0] + best[0], cost[1] + best[1])
        return cost, found

    def _has_hidden(self, equation: Equation, but: int, beside: frozenset[int]) -> bool:
        """True when another of its members is hidden, or to be hidden beside."""
        if any((g != but and g in equation.parts) or g == equation.whole != but for g in beside):
            return True
        return any(g in self.hidden and g != but for g in equation.members)
