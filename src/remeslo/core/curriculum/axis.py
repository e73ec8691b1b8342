"""
The term problem on the axis of study weeks, in lesson units: the form in which bounds and solvers think.

Vacations are cut out, so that consecutive study weeks are consecutive places 0, 1, 2 ... Hours are counted in units:
a lesson pair of two hours where every hour of the problem is even, else single hours. Plans are made of whole units,
and proofs hold for such plans. Places before ``start`` are over: what was done there is a fact of its item.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, gcd, lcm

from remeslo.core.base.calendar import Week
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.attestations import sittings
from remeslo.core.curriculum.element import LinkKind, TermElement
from remeslo.core.curriculum.groups import group_views
from remeslo.core.curriculum.items import Arrow, Form, Item, Span, Supply, YearLimit
from remeslo.core.curriculum.links import Link, all_links
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.resources import TeacherKey
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.curriculum.rules import Rule, amount
from remeslo.core.curriculum.shapes import hours_range, is_one_sitting, practice_week_hours, week_limit, week_room
from remeslo.core.curriculum.volumes import PARTS, part, shared_part

LESSON_PAIR = 2
"""Hours of a double lesson, in which timetables are made."""


@dataclass(frozen=True)
class Axis:
    """A problem in study weeks and units. ``soft``: rules that the pack calls soft are obeyed too."""

    problem: TermProblem
    soft: bool = False

    @cached_property
    def unit(self) -> int:
        """Hours of one unit."""
        hours = {h for e in self.problem.elements for h in (e.hours_min, e.hours_wanted, e.hours_max)}
        hours |= {h for e in self.problem.elements for _, h in e.semester_hours}
        hours |= {practice_week_hours(self.problem, e) for e in self.problem.elements if e.whole_weeks}
        hours |= {h for weeks in self.problem.done.values() for h in weeks.values()}
        for _, view in self._views:
            limit, total = week_limit(view), amount(view, Rule.TOTAL_HOURS)
            hours |= {int(n) for n in (limit, total) if n is not None}
            hours |= {e.max_hours_per_week for e in view.elements if limit is None or e.max_hours_per_week < limit}
        return gcd(LESSON_PAIR, *hours)

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """Study weeks in order; a place is an index into them."""
        return self.problem.calendar.study

    @cached_property
    def start(self) -> int:
        """First place that can be planned."""
        return sum(1 for w in self.weeks if w.index < self.problem.from_week)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Semesters in order, from ``start`` on."""
        found: dict[int, list[int]] = {}
        for place in range(self.start, len(self.weeks)):
            found.setdefault(self.weeks[place].semester or 0, []).append(place)
        return tuple(Span(s, self.weeks[p[0]].course, p[0], p[-1] + 1) for s, p in sorted(found.items()))

    @cached_property
    def rooms(self) -> tuple[tuple[int, ...], ...]:
        """Units that each place holds, by group; without a limit, what all elements together may ask for."""
        most = sum(self._pace(e) for e in self.problem.elements) or 1
        limits = ([week_room(view, w) for w in self.weeks] for _, view in self._views)
        return tuple(tuple(most if n is None else n // self.unit for n in row) for row in limits)

    @cached_property
    def capacity(self) -> int:
        """Units of the largest week."""
        return max((n for row in self.rooms for n in row), default=0) or 1

    @cached_property
    def supplies(self) -> tuple[Supply, ...]:
        """Resources that somebody needs, in whole numbers."""
        found = []
        for number, resource in enumerate(self.problem.resources):
            needs = {
                self.numbers[e.key]: n.per_hour * self.unit
                for e in self.problem.elements
                for n in e.needs
                if n.resource == resource.key
            }
            scale = lcm(*(n.denominator for n in needs.values()))
            takes = {i: (n * scale).numerator for i, n in needs.items()}
            if takes:
                capacity = tuple(resource.in_week(w.index) * scale for w in self.weeks)
                found.append(Supply(number, capacity, takes))
        return tuple(found)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Elements in the order of the problem."""
        return tuple(self._item(i, e) for i, e in enumerate(self.problem.elements))

    @cached_property
    def numbers(self) -> Mapping[ElementKey, int]:
        """Item numbers by element key."""
        return {e.key: i for i, e in enumerate(self.problem.elements)}

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """All links that still bind: what has begun already waits for nothing."""
        number, done = self.numbers, self._done
        return tuple(
            Arrow(number[k.before], number[k.after], k.lag_weeks, k.kind, k.share, k.max_lag_weeks)
            for k in self._links
            if not done[k.after] and not (k.kind is LinkKind.START_START and done[k.before] and k.max_lag_weeks is None)
        )

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Rules on hours that bind, of each group by itself; hours done are taken off."""
        return tuple(form for _, view in self._views for form in self._forms_of(view))

    @cached_property
    def year_limits(self) -> tuple[YearLimit, ...]:
        """Limits on exams and credits a year that bind, of each group by itself."""
        found = []
        for _, view in self._views:
            groups: dict[Rule, list[tuple[int, ...]]] = {}
            for s in sittings(view):
                groups.setdefault(s.rule, []).append(tuple(self.numbers[k] for k in s.elements))
            limits = ((rule, self._binding(view, rule)) for rule in groups)
            found += [
                YearLimit(rule, tuple(groups[rule]), int(n), max(int(n), self._over(groups[rule])))
                for rule, n in limits
                if n is not None
            ]
        return tuple(found)

    @cached_property
    def choices(self) -> tuple[tuple[frozenset[int], ...], ...]:
        """Ways by item numbers, of which one is taken."""
        return tuple(
            tuple(frozenset(self.numbers[k] for k in way) for way in choice.ways) for choice in self.problem.ways
        )

    @cached_property
    def covers(self) -> tuple[frozenset[int], ...]:
        """Sets of items of which one must be in the plan: all that teach an outcome, where each may be left out."""
        required = self.problem.required_outcomes - self.problem.recognised
        teachers = ([i for i in self.items if o in i.element.outcomes] for o in sorted(required))
        return tuple(
            frozenset(i.number for i in items) for items in teachers if items and all(i.optional for i in items)
        )

    @cached_property
    def previous(self) -> Mapping[int, Mapping[int, int]]:
        """Whole units of the previous plan by item and place, from ``start`` on; empty without one."""
        if self.problem.previous is None:
            return {}
        place = self.problem.calendar.positions
        hours = self.problem.previous.hours
        return {
            i: {place[w]: h // self.unit for w, h in hours.get(k, {}).items() if place.get(w, -1) >= self.start}
            for k, i in self.numbers.items()
        }

    def taken_in_first_course(self, group: Iterable[int]) -> bool:
        """True when an item of a sitting has hours done in the course in which planning begins."""
        course = self.weeks[self.start].course if self.start < len(self.weeks) else None
        return any(self.weeks[p].course == course for i in group for p in self.items[i].done)

    def term(self, places: int) -> int:
        """Calendar weeks of a plan that uses so many places."""
        return self.weeks[places - 1].index + 1 if places else 0

    def places(self, weeks: int) -> int:
        """Places inside so many calendar weeks."""
        return sum(1 for w in self.weeks if w.index < weeks)

    def spans_within(self, places: int) -> tuple[Span, ...]:
        """Semesters of the first so many places, the last one cut off."""
        cut = (Span(s.semester, s.course, s.start, min(s.stop, places)) for s in self.spans)
        return tuple(s for s in cut if s.start < s.stop)

    def plan(
        self, units: Mapping[int, Mapping[int, int]], people: Mapping[int, tuple[TeacherKey, ...]] | None = None
    ) -> TermPlan:
        """The plan of units by item and place, with what is done; elements without hours are left out of it."""
        hours: dict[ElementKey, dict[int, int]] = {}
        for item in self.items:
            placed = sorted({**item.done, **units.get(item.number, {})}.items())
            row = {self.weeks[p].index: n * self.unit for p, n in placed if n > 0}
            if row or not item.element.optional:
                hours[item.element.key] = row
        given = {self.items[i].element.key: who for i, who in (people or {}).items()}
        return TermPlan(hours, given)

    @cached_property
    def _views(self) -> tuple[tuple[object, TermProblem], ...]:
        return group_views(self.problem)

    @cached_property
    def _links(self) -> tuple[Link, ...]:
        return all_links(self.problem, soft=self.soft)

    @cached_property
    def _done(self) -> Mapping[ElementKey, Mapping[int, int]]:
        """Units by place that are facts."""
        place = self.problem.calendar.positions
        return {
            e.key: {place[w]: h // self.unit for w, h in self.problem.done.get(e.key, {}).items() if w in place}
            for e in self.problem.elements
        }

    def _over(self, groups: Iterable[tuple[int, ...]]) -> int:
        """Sittings taken in the course in which planning begins, by items that have nothing left."""
        if self.start >= len(self.weeks):
            return 0
        course = self.weeks[self.start].course
        ends = (
            max((p for i in group for p in self.items[i].done), default=-1)
            for group in groups
            if all(self.items[i].high <= 0 for i in group)
        )
        return sum(1 for p in ends if p >= 0 and self.weeks[p].course == course)

    def _forms_of(self, view: TermProblem) -> Iterator[Form]:
        total = self._binding(view, Rule.TOTAL_HOURS)
        if total is not None:
            items = self._of(view.elements)
            exact = Fraction(total) / self.unit - self._had(items)
            yield Form(Rule.TOTAL_HOURS, items, ceil(exact), exact.numerator // exact.denominator)
        for rule in PARTS:
            least = self._binding(view, rule)
            if least is not None:
                items = self._of(part(view, rule))
                yield Form(rule, items, ceil(Fraction(least) / self.unit) - self._had(items), None)
        share = self._binding(view, Rule.MANDATORY_SHARE_MAX)
        if share is not None and share > 0:
            elements = shared_part(view)
            items = self._of(elements)
            mandatory = sum(e.mandatory_min for e in elements if not e.optional)
            low = ceil(Fraction(mandatory) / share / self.unit) - self._had(items)
            when = {
                self.numbers[e.key]: Fraction(e.mandatory_min) / share / self.unit
                for e in elements
                if e.optional and e.mandatory_min
            }
            yield Form(Rule.MANDATORY_SHARE_MAX, items, low, None, when)

    def _binding(self, view: TermProblem, rule: Rule) -> int | Fraction | None:
        value = view.rules.get(rule)
        return None if value is None or not (value.hard or self.soft) else value.amount

    def _of(self, elements: Iterable[TermElement]) -> tuple[int, ...]:
        return tuple(self.numbers[e.key] for e in elements)

    def _had(self, items: Iterable[int]) -> int:
        return sum(sum(self._done[self.problem.elements[i].key].values()) for i in items)

    def _pace(self, e: TermElement) -> int:
        return (practice_week_hours(self.problem, e) if e.whole_weeks else e.max_hours_per_week) // self.unit

    def _item(self, number: int, e: TermElement) -> Item:
        week = practice_week_hours(self.problem, e) // self.unit if e.whole_weeks else 0
        done = self._done[e.key]
        had = sum(done.values())
        least, most = hours_range(self.problem, e)
        low, wanted, high = (max(0, h // self.unit - had) for h in (least, e.hours_wanted, most))
        if week:
            low, high = -(-low // week) * week, high // week * week
        groups = tuple(n for n, (_, view) in enumerate(self._views) if e.key in view.by_key)
        pace = self._free_pace(number, e, groups)
        sitting = is_one_sitting(self.problem, e)
        return Item(
            number=number,
            element=e,
            low=low,
            wanted=wanted,
            high=high,
            pace=pace,
            week=week,
            sitting=sitting,
            allowed=self._allowed(number, e, groups, week or (low if sitting else 1)),
            pinned=self._pinned(e, done),
            alone=bool(week) and e.alone,
            optional=e.optional and not had,
            groups=groups,
            done=done,
        )

    def _free_pace(self, number: int, e: TermElement, groups: tuple[int, ...]) -> int:
        """Most units in any week, by the element, its groups' weeks and its supplies."""
        limits = [self._pace(e), *(max(self.rooms[g], default=0) for g in groups)]
        limits += [max(s.capacity, default=0) // s.takes[number] for s in self.supplies if number in s.takes]
        return max(1, min(limits))

    def _pinned(self, e: TermElement, done: Mapping[int, int]) -> Mapping[int, int] | None:
        """Fixed units by semester, less those that are done; semesters that are over are facts."""
        if not e.semester_hours:
            return None
        pinned = {s: h // self.unit for s, h in e.semester_hours if h}
        for p, n in done.items():
            semester = self.weeks[p].semester or 0
            if semester in pinned:
                pinned[semester] = max(0, pinned[semester] - n)
        ahead = {s.semester for s in self.spans}
        return {s: n for s, n in pinned.items() if n and (s in ahead or not self.start)}

    def _allowed(self, number: int, e: TermElement, groups: tuple[int, ...], units: int) -> tuple[int, ...]:
        """Places in which at least so many units fit, inside the window, not before what is done asks for."""
        pinned = {s for s, h in e.semester_hours if h}
        supplies = [s for s in self.supplies if number in s.takes]
        first = max([self.start, *self._releases(e)])
        return tuple(
            p
            for p in range(first, len(self.weeks))
            if (e.weeks_allowed is None or self.weeks[p].index in e.weeks_allowed)
            and (not pinned or self.weeks[p].semester in pinned)
            and all(self.rooms[g][p] >= units for g in groups)
            and all(s.capacity[p] >= s.takes[number] * units for s in supplies)
        )

    def _releases(self, e: TermElement) -> Iterator[int]:
        """Places before which it cannot begin, because of what is done of others."""
        if self._done[e.key]:
            return
        for link in self._links:
            if link.after == e.key and self._done[link.before]:
                if link.kind is LinkKind.FINISH_START:
                    yield max(self._done[link.before]) + link.lag_weeks
                elif link.kind is LinkKind.START_START:
                    yield min(self._done[link.before]) + link.lag_weeks
