"""The simple model with room for what teachers and workshops give: tables from which a calendar can be drawn."""

from math import ceil

from remeslo.core.curriculum._cpsat.run import Linear
from remeslo.core.curriculum._cpsat.simple import SimpleModel
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.items import Arrow, Item, Span, Supply

FULL = 100
"""Per cent of a resource that a semester's lessons may take."""


class SuppliedModel(SimpleModel):
    """
    The simple model that does not promise what practice weeks would give: they take their share of every resource; and
    that knows when the spread items it puts into one semester can begin and end there, one after the other.

    Parameters
    ----------
    percent
        Lessons of a semester take at most so much of a resource: the less, the easier a calendar is drawn.
    apart
        Spread items that follow each other are never in one semester: the easiest to draw.
    """

    def __init__(self, axis: Axis, places: int, percent: int, *, apart: bool = False) -> None:
        super().__init__(axis, places)
        self.percent = percent
        for s in self.spans:
            for supply in axis.supplies:
                self._lessons(supply, s)
        self.begin: dict[int, Linear] = {}
        self.finish: dict[int, Linear] = {}
        for item in axis.items:
            if not item.whole and not item.sitting:
                self._moments(item)
                for s in self.spans:
                    self._own_pace(item, s)
        for a in axis.arrows:
            self._arrow(a)
            if apart and a.ends and a.before in self.begin and a.after in self.begin:
                for s in self.spans:
                    self.cp.add_bool_or(~self.active[a.before, s.semester], ~self.active[a.after, s.semester])

    def _lessons(self, supply: Supply, s: Span) -> None:
        """Lessons of a group take what a resource has on average in the weeks that no practice fills."""
        given, long = sum(supply.capacity[s.start : s.stop]), s.stop - s.start
        for g in range(len(self.axis.rooms)):
            users = [i for i in supply.takes if g in self.axis.items[i].groups and not self.axis.items[i].fills]
            taken = sum(supply.takes[i] * self.y[i, s.semester] for i in users)
            if users:
                free = long - self.practice_weeks(s, (g,))
                self.cp.add(FULL * long * taken <= self.percent * given * free)

    def _own_pace(self, item: Item, s: Span) -> None:
        """An item by itself has its share of the weeks open to it."""
        most = sum(self._most(item, p) for p in item.allowed if s.start <= p < s.stop)
        long = s.stop - s.start
        free = long - self.practice_weeks(s, item.groups)
        self.cp.add(FULL * long * self.y[item.number, s.semester] <= self.percent * most * free)

    def _most(self, item: Item, p: int) -> int:
        """Units of an item that a place can hold."""
        i = item.number
        return min([item.pace, *(s.capacity[p] // s.takes[i] for s in self.axis.supplies if i in s.takes)])

    def _moments(self, item: Item) -> None:
        """
        First and last place of a spread item: not before its first semester, and its units fit between them and into
        each semester, at its pace.
        """
        i, cp = item.number, self.cp
        self.begin[i] = begin = cp.new_int_var(self.axis.start, self.places - 1, "")
        self.finish[i] = finish = cp.new_int_var(self.axis.start, self.places - 1, "")
        for before, s in zip((None, *self.spans), self.spans, strict=False):
            active, units = self.active[i, s.semester], self.y[i, s.semester]
            if before is not None:
                late = cp.add(begin >= s.start)
                late.only_enforce_if(~self.begun[i, before.semester], active)
            cp.add(item.pace * (s.stop - begin) >= units).only_enforce_if(active)
            cp.add(item.pace * (finish - s.start + 1) >= units).only_enforce_if(active)
            cp.add(item.pace * (finish - begin + 1) >= units).only_enforce_if(active)

    def _arrow(self, a: Arrow) -> None:
        """Links of which one end at least is a spread item, between the moments of both."""
        if a.before in self.first and a.after in self.first:
            return
        before, after = self._first(a.before), self._first(a.after)
        last = self._last(a.before)
        if before is None or after is None or last is None:
            return
        both = (self.present[a.before], self.present[a.after])
        if a.ends:
            self.cp.add(after >= last + a.lag).only_enforce_if(*both)
        elif a.starts:
            self.cp.add(after >= before + a.lag).only_enforce_if(*both)
        else:
            item = self.axis.items[a.before]
            weeks = item.weeks(max(0, ceil(a.share * (item.low + item.had)) - item.had))
            self.cp.add(after >= before + max(0, weeks - 1) + a.lag).only_enforce_if(*both)

    def _first(self, i: int) -> Linear | None:
        return self.first[i] if i in self.first else self.begin.get(i)

    def _last(self, i: int) -> Linear | None:
        return self.end[i] - 1 if i in self.end else self.finish.get(i)
