"""CP-SAT model of a curriculum by semesters: how many units of each item lie in each semester of the first weeks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.presence import Presence
from remeslo.core.curriculum._cpsat.run import Answer, Linear
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.element import LinkKind
from remeslo.core.curriculum.items import Arrow, Item, Span


@dataclass(frozen=True)
class Semesters:
    """Units by item number and semester (> 0 only): what the curriculum table says before the calendar is drawn."""

    places: int
    units: Mapping[int, Mapping[int, int]]

    def of(self, item: int) -> int:
        """All units of an item."""
        return sum(self.units[item].values())

    @property
    def hours(self) -> dict[int, int]:
        """All units by item."""
        return {i: self.of(i) for i in self.units}


def table_of(axis: Axis, places: int, units: Mapping[int, Mapping[int, int]]) -> Semesters:
    """The curriculum table of units by item and place."""
    semester = {p: s.semester for s in axis.spans for p in range(s.start, s.stop)}
    table: dict[int, dict[int, int]] = {}
    for item in axis.items:
        row = table.setdefault(item.number, {})
        for p, n in units[item.number].items():
            row[semester[p]] = row.get(semester[p], 0) + n
    return Semesters(places, table)


class SemesterModel:
    """
    y[i, s]: units of item i in semester s, within the first ``places`` study weeks; count[i, s]: the same in units, or
    in weeks for whole-week items.

    All that is asked here is asked of every plan too: where this has no answer, no plan exists.
    """

    def __init__(self, axis: Axis, places: int) -> None:
        self.axis = axis
        self.places = places
        self.cp = cp_model.CpModel()
        self.spans = axis.spans_within(places)
        self.presence = Presence(self.cp, axis)
        self.present = self.presence.present
        self.count: dict[tuple[int, int], cp_model.IntVar] = {}
        self.y: dict[tuple[int, int], Linear] = {}
        self.active: dict[tuple[int, int], cp_model.IntVar] = {}
        self.begun: dict[tuple[int, int], cp_model.IntVar] = {}
        self.rest: dict[tuple[int, int], cp_model.IntVar] = {}
        self.total: dict[int, Linear] = {}
        for item in axis.items:
            self._units(item)
            self._first_and_last(item)
        self._capacity()
        self._supplies()
        self._order()
        self.presence.sums(self.total)
        self._year_limits()

    def read(self, answer: Answer) -> Semesters:
        """The units of a solution."""
        units = {
            item.number: {s.semester: n for s in self.spans if (n := answer.value(self.y[item.number, s.semester])) > 0}
            for item in self.axis.items
        }
        return Semesters(self.places, units)

    def fix_hours(self, units: Mapping[int, int]) -> None:
        """Give each item just so many units."""
        for i, n in units.items():
            self.cp.add(self.total[i] == n)

    def practice_weeks(self, s: Span, groups: Collection[int] | None = None) -> Linear:
        """Weeks of a semester that whole-week items fill, of all groups or those that some groups share."""
        return sum(
            self.count[item.number, s.semester]
            for item in self.axis.items
            if item.fills and (groups is None or not set(groups).isdisjoint(item.groups))
        )

    def _units(self, item: Item) -> None:
        """Least and most units: low <= sum of y[i, s] <= high; y > 0 exactly in active ones."""
        cp, i = self.cp, item.number
        for s in self.spans:
            key = (i, s.semester)
            places = sum(1 for p in item.allowed if s.start <= p < s.stop)
            self.active[key] = active = cp.new_bool_var("")
            if item.whole:
                most = min(item.high // item.week, places)
                count = cp.new_int_var(0, most, "")
                self.y[key] = item.week * count
            else:
                most = min(item.high, item.pace * places)
                self.y[key] = count = cp.new_int_var(0, most, "")
            self.count[key] = count
            cp.add(count >= active)
            cp.add(count <= most * active)
            if item.pinned is not None:
                cp.add(self.y[key] == item.pinned.get(s.semester, 0))
        self.total[i] = sum(self.y[i, s.semester] for s in self.spans)
        self.presence.bounded(item, self.total[i])
        if item.sitting:
            cp.add(sum(self.active[i, s.semester] for s in self.spans) == self.present[i])

    def _first_and_last(self, item: Item) -> None:
        """begun[i, s]: active in s or before; rest[i, s]: active in s or after; both happen somewhere."""
        cp, i = self.cp, item.number
        names = [s.semester for s in self.spans]
        for steps, order in ((self.begun, names), (self.rest, names[::-1])):
            earlier: Linear = 0
            for s in order:
                steps[i, s] = here = cp.new_bool_var("")
                cp.add(here >= self.active[i, s])
                cp.add(here >= earlier)
                cp.add(here <= self.active[i, s] + earlier)
                earlier = here
            cp.add(earlier == self.present[i])
        if item.whole:
            self._one_row(item)

    def _one_row(self, item: Item) -> None:
        """Whole weeks fill a semester that lies between their first and their last."""
        i = item.number
        for before, s, after in zip(self.spans, self.spans[1:], self.spans[2:], strict=False):
            through = self.begun[i, before.semester] + self.rest[i, after.semester] - 1
            self.cp.add(self.count[i, s.semester] >= (s.stop - s.start) * through)

    def _capacity(self) -> None:
        """Of each group: spread items, by their pace and the weeks' room, have what practice does not fill."""
        for g, row in enumerate(self.axis.rooms):
            spread = [item for item in self.axis.items if not item.fills and g in item.groups]
            for s in self.spans:
                rooms = row[s.start : s.stop]
                filled = self.practice_weeks(s, (g,))
                self.cp.add(sum(self.y[item.number, s.semester] for item in spread) <= sum(rooms) - min(rooms) * filled)
                self.cp.add(filled <= len(rooms))
                for item in spread:
                    if not item.whole and item.pace < max(rooms):
                        self.cp.add(self.y[item.number, s.semester] <= item.pace * (len(rooms) - filled))

    def _supplies(self) -> None:
        """Units of a resource in a semester are in its weeks."""
        for supply in self.axis.supplies:
            for s in self.spans:
                taken = sum(n * self.y[i, s.semester] for i, n in supply.takes.items())
                self.cp.add(taken <= sum(supply.capacity[s.start : s.stop]))

    def _order(self) -> None:
        """
        Finish-start: nothing of ``before`` in semesters after ``after`` has begun. Start-start: begun in order.

        Partial: the share is reached by the end of the semester in which ``after`` begins. Between items in the plan.
        """
        for a in self.axis.arrows:
            if a.ends:
                for s, following in pairwise(self.spans):
                    self.cp.add_bool_or(~self.begun[a.after, s.semester], ~self.rest[a.before, following.semester])
            elif a.starts and not self.axis.items[a.before].done:
                for s in self.spans:
                    late = 1 - self.present[a.before]
                    self.cp.add(self.begun[a.after, s.semester] <= self.begun[a.before, s.semester] + late)
            elif a.kind is LinkKind.PARTIAL:
                self._partial(a)

    def _partial(self, a: Arrow) -> None:
        """Share x all <= done by the end of a semester, where ``after`` has begun by then."""
        had = self.axis.items[a.before].had
        whole = self.total[a.before] + had
        so_far: Linear = had
        for s in self.spans:
            so_far = so_far + self.y[a.before, s.semester]
            self.cp.add(a.share.denominator * so_far >= a.share.numerator * whole).only_enforce_if(
                self.begun[a.after, s.semester]
            )

    def _year_limits(self) -> None:
        """Sittings whose last item ends in a course <= limit."""
        firsts = {s.course: s.semester for s in reversed(self.spans)}
        courses = sorted(firsts)
        for limit in self.axis.year_limits:
            later = {course: sum(self._any_rest(group, firsts[course]) for group in limit.groups) for course in courses}
            for course, following in zip(courses, [*courses[1:], None], strict=True):
                after = 0 if following is None else later[following]
                most = limit.first if course == courses[0] else limit.limit
                self.cp.add(later[course] - after <= most)

    def _any_rest(self, group: tuple[int, ...], semester: int) -> Linear:
        """1 when an item of the group is active in the semester or after, or was in the first course already."""
        if semester == self.spans[0].semester and self.axis.taken_in_first_course(group):
            return 1
        rests = [self.rest[i, semester] for i in group]
        if len(rests) == 1:
            return rests[0]
        some = self.cp.new_bool_var("")
        self.cp.add_max_equality(some, rests)
        return some
