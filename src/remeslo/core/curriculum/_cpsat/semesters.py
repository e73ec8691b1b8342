"""CP-SAT model of a curriculum by semesters: how many units of each item lie in each semester of the first weeks."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.run import Answer, Linear
from remeslo.core.curriculum.axis import Axis, Item, Span


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
        self._order()
        self._forms()
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

    def practice_weeks(self, s: Span) -> Linear:
        """Weeks of a semester that whole-week items fill."""
        return sum(self.count[item.number, s.semester] for item in self.axis.items if item.whole)

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
        cp.add(self.total[i] >= item.low)
        cp.add(self.total[i] <= item.high)
        if item.sitting:
            cp.add_exactly_one(self.active[i, s.semester] for s in self.spans)

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
            cp.add(earlier == 1)
        if item.whole:
            self._one_row(item)

    def _one_row(self, item: Item) -> None:
        """Whole weeks fill a semester that lies between their first and their last."""
        i = item.number
        for before, s, after in zip(self.spans, self.spans[1:], self.spans[2:], strict=False):
            through = self.begun[i, before.semester] + self.rest[i, after.semester] - 1
            self.cp.add(self.count[i, s.semester] >= (s.stop - s.start) * through)

    def _capacity(self) -> None:
        """Spread items, each by its pace and all by the capacity, have the weeks that no practice fills."""
        for s in self.spans:
            spread = [item for item in self.axis.items if not item.whole]
            left = s.stop - s.start - self.practice_weeks(s)
            self.cp.add(sum(self.y[item.number, s.semester] for item in spread) <= self.axis.capacity * left)
            for item in spread:
                if item.pace < self.axis.capacity:
                    self.cp.add(self.y[item.number, s.semester] <= item.pace * left)

    def _order(self) -> None:
        """Finish-start: nothing of ``before`` in semesters after ``after`` has begun. Start-start: begun in order."""
        for a in self.axis.arrows:
            if a.starts:
                for s in self.spans:
                    self.cp.add_implication(self.begun[a.after, s.semester], self.begun[a.before, s.semester])
            else:
                for s, following in pairwise(self.spans):
                    self.cp.add_bool_or(~self.begun[a.after, s.semester], ~self.rest[a.before, following.semester])

    def _forms(self) -> None:
        """Sums that bind: low <= units of some items together <= high."""
        for form in self.axis.forms:
            together = sum(self.total[i] for i in form.items)
            self.cp.add(together >= form.low)
            if form.high is not None:
                self.cp.add(together <= form.high)

    def _year_limits(self) -> None:
        """Sittings whose last item ends in a course <= limit."""
        firsts = {s.course: s.semester for s in reversed(self.spans)}
        courses = sorted(firsts)
        for limit in self.axis.year_limits:
            later = {course: sum(self._any_rest(group, firsts[course]) for group in limit.groups) for course in courses}
            for course, following in zip(courses, [*courses[1:], None], strict=True):
                after = 0 if following is None else later[following]
                self.cp.add(later[course] - after <= limit.limit)

    def _any_rest(self, group: tuple[int, ...], semester: int) -> Linear:
        """1 when an item of the group is active in the semester or after."""
        rests = [self.rest[i, semester] for i in group]
        if len(rests) == 1:
            return rests[0]
        some = self.cp.new_bool_var("")
        self.cp.add_max_equality(some, rests)
        return some
