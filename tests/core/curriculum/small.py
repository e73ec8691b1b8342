"""Tiny term problems for properties, and an oracle that tries every plan."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from remeslo.core.base.calendar import YearLayout, academic_calendar
from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.links import all_links, circle
from remeslo.core.curriculum.problem import LinkKind, Precedence, RuleValue, TermElement, TermProblem

LIMIT = 6
"""Hours a week in tiny problems: three lesson pairs."""
LAYOUT = YearLayout(autumn=3, winter=1, spring=2)
LONGEST_LAG = 2
"""Study weeks of the longest lag of a link in `problems`."""


def rule(amount: int | Fraction, *, hard: bool = True) -> RuleValue:
    """A rule's value of no particular source."""
    return RuleValue(amount, "test", False, hard)


def element(
    key: str,
    hours: int | tuple[int, int, int] = 6,
    kind: ElementKind = ElementKind.THEORY,
    **more: object,
) -> TermElement:
    """An element with least, wanted and most hours (or the same for all three)."""
    low, wanted, high = hours if isinstance(hours, tuple) else (hours, hours, hours)
    basis = TermElement(key=ElementKey(key), title=key, kind=kind, hours_min=low, hours_wanted=wanted, hours_max=high)
    return replace(basis, **more)  # type: ignore[arg-type]


def after(*keys: str, kind: LinkKind = LinkKind.FINISH_START, lag: int = 1) -> tuple[Precedence, ...]:
    """Links to elements that come before."""
    return tuple(Precedence(ElementKey(k), kind, lag) for k in keys)


def exam(joint: str | None = None) -> tuple[AttestationMark, ...]:
    """One exam."""
    return (AttestationMark(AttestationForm.EXAM, joint),)


def problem(*elements: TermElement, courses: int = 2, layout: YearLayout = LAYOUT, **rules: RuleValue) -> TermProblem:
    """A tiny problem: five study weeks a course, six hours a week unless the rules say otherwise."""
    limits = {"week_max_hours": rule(LIMIT), "practice_week_hours": rule(LIMIT), **rules}
    return TermProblem("tiny", academic_calendar(2026, (layout,) * courses), elements, limits)


@st.composite
def problems(draw: st.DrawFn) -> TermProblem:
    """Up to four elements over at most ten study weeks, with links, whole weeks, windows, exams and ranges."""
    count = draw(st.integers(1, 4))
    courses = draw(st.integers(1, 2))
    weeks = 5 * courses
    calendar = academic_calendar(2026, (LAYOUT,) * courses)
    elements = []
    for n in range(count):
        whole = draw(st.booleans()) and draw(st.booleans())
        step = LIMIT if whole else 2
        low = step * draw(st.integers(1, 3))
        high = low + step * draw(st.integers(0, 1))
        kind = (
            ElementKind.WORK_PRACTICE if whole else draw(st.sampled_from((ElementKind.THEORY, ElementKind.ATTESTATION)))
        )
        links = [
            Precedence(ElementKey(f"e{k}"), draw(st.sampled_from(LinkKind)), draw(st.integers(0, LONGEST_LAG)))
            for k in range(n)
            if draw(st.integers(0, 2)) == 0
        ]
        window = draw(st.none() | st.sets(st.integers(0, weeks - 1), min_size=max(1, weeks - 3)))
        elements.append(
            element(
                f"e{n}",
                (low, draw(st.sampled_from((low, high))), high),
                kind,
                whole_weeks=whole,
                after=tuple(links),
                max_hours_per_week=LIMIT if whole else draw(st.sampled_from((2, 4, LIMIT))),
                weeks_allowed=None if window is None else frozenset(calendar.study[p].index for p in window),
                attestations=draw(st.sampled_from(((), exam(), exam("a")))),
                weight=draw(st.sampled_from((Fraction(0), Fraction(1), Fraction(3, 2)))),
            )
        )
    rules = {"week_max_hours": rule(LIMIT), "practice_week_hours": rule(LIMIT)}
    if draw(st.booleans()):
        rules["exams_per_year_max"] = rule(draw(st.integers(1, 2)))
    if draw(st.booleans()):
        low, high = sum(e.hours_min for e in elements), sum(e.hours_max for e in elements)
        rules["total_hours"] = rule(draw(st.integers(low // 2, high // 2)) * 2)
    return TermProblem("tiny", calendar, tuple(elements), rules)


def shortest_by_enumeration(tiny: TermProblem) -> tuple[int, Fraction] | None:
    """
    Fewest calendar weeks and, within them, least unmet demand, over all plans in pairs of hours; None: no plan.

    Walks week by week over every way to fill it; written from the rules page, knowing nothing of the solver.
    """
    if circle([e.key for e in tiny.elements], all_links(tiny)):
        return None
    for places in range(1, len(tiny.calendar.study) + 1):
        best = _Enumeration(tiny, places).best()
        if best is not None:
            return tiny.calendar.study[places - 1].index + 1, best
    return None


class _Enumeration:
    """All plans that use just the first so many study weeks, the last one for something."""

    def __init__(self, tiny: TermProblem, places: int) -> None:
        self.tiny = tiny
        self.places = places
        self.elements = tiny.elements
        self.limit = int(tiny.rules["week_max_hours"].amount)

    def best(self) -> Fraction | None:
        """Least unmet demand of a plan, None when there is none."""
        blank = tuple((0, -1, -1) for _ in self.elements)
        return self._from(0, blank)

    @cache  # noqa: B019  (the object lives for one question)
    def _from(self, place: int, state: tuple[tuple[int, int, int], ...]) -> Fraction | None:
        """From a week on; the state has hours so far, first and last place of each element."""
        if place == self.places:
            return self._value(state)
        missing = sum(max(0, e.hours_min - hours) for e, (hours, _, _) in zip(self.elements, state, strict=True))
        if missing > self.limit * (self.places - place):
            return None
        values = (self._from(place + 1, following) for following in self._weeks(place, state))
        found = [v for v in values if v is not None]
        return min(found, default=None)

    def _weeks(self, place: int, state: tuple[tuple[int, int, int], ...]) -> Iterator[tuple[tuple[int, int, int], ...]]:
        """Every way to fill a week."""
        options = [self._options(n, place, state) for n in range(len(self.elements))]
        for chosen in _product(options, self.limit):
            used = [n for n, hours in enumerate(chosen) if hours]
            if any(self.elements[n].whole_weeks for n in used) and len(used) > 1:
                continue
            following = tuple(
                (hours + chosen[n], first if first >= 0 or not chosen[n] else place, place if chosen[n] else last)
                for n, (hours, first, last) in enumerate(state)
            )
            if all(self._may_begin(n, place, following) for n in used):
                yield tuple(self._forgotten(place, *of_one) for of_one in following)

    def _forgotten(self, place: int, hours: int, first: int, last: int) -> tuple[int, int, int]:
        """
        The same state for all that is longer ago than any lag reaches.

        What began (ended) then counts as begun (ended) in the last such week; the end stays in its course.
        """
        past = place - LONGEST_LAG - 1
        if 0 <= first < past:
            first = past
        if 0 <= last < past:
            study = self.tiny.calendar.study
            last = max(p for p in range(last, past + 1) if study[p].course == study[last].course)
        return hours, first, last

    def _options(self, n: int, place: int, state: tuple[tuple[int, int, int], ...]) -> list[int]:
        e, (hours, first, last) = self.elements[n], state[n]
        week = self.tiny.calendar.study[place].index
        if e.weeks_allowed is not None and week not in e.weeks_allowed:
            return [0]
        left = e.hours_max - hours
        if e.whole_weeks:
            return [0, self.limit] if left >= self.limit and (first < 0 or last == place - 1) else [0]
        if e.kind is ElementKind.ATTESTATION and e.hours_max <= min(self.limit, e.max_hours_per_week):
            return [0, *range(2, left + 1, 2)] if first < 0 else [0]
        return list(range(0, min(left, e.max_hours_per_week, self.limit) + 1, 2))

    def _may_begin(self, n: int, place: int, state: tuple[tuple[int, int, int], ...]) -> bool:
        """What an element used this week waits for: of a finish-start link all, of a start-start link the beginning."""
        e, (_, first, _) = self.elements[n], state[n]
        for link in e.after if first == place else ():
            before = state[[x.key for x in self.elements].index(link.before)]
            mark = before[1] if link.kind is LinkKind.START_START else before[2]
            if before[1] < 0 or mark + link.lag_weeks > first:
                return False
        return not any(
            link.before == e.key and link.kind is LinkKind.FINISH_START and place + link.lag_weeks > state[m][1] >= 0
            for m, other in enumerate(self.elements)
            for link in other.after
        )

    def _value(self, state: tuple[tuple[int, int, int], ...]) -> Fraction | None:
        """Unmet demand of a whole plan; None when it breaks a rule on hours, years, or does not reach the last week."""
        hours = {e.key: h for e, (h, _, _) in zip(self.elements, state, strict=True)}
        if any(not e.hours_min <= hours[e.key] <= e.hours_max for e in self.elements):
            return None
        if max(last for _, _, last in state) != self.places - 1:
            return None
        if "total_hours" in self.tiny.rules and sum(hours.values()) != self.tiny.rules["total_hours"].amount:
            return None
        if not self._years_hold({e.key: last for e, (_, _, last) in zip(self.elements, state, strict=True)}):
            return None
        short = (e.weight * max(0, e.hours_wanted - hours[e.key]) for e in self.elements)
        return sum(short, Fraction(0))

    def _years_hold(self, last: Mapping[str, int]) -> bool:
        if "exams_per_year_max" not in self.tiny.rules:
            return True
        ends: dict[str, int] = {}
        for e in self.elements:
            for mark in e.attestations:
                name = f"joint {mark.joint}" if mark.joint else e.key
                ends[name] = max(ends.get(name, -1), last[e.key])
        courses = [self.tiny.calendar.study[place].course for place in ends.values()]
        return all(courses.count(c) <= self.tiny.rules["exams_per_year_max"].amount for c in courses)


def _product(options: list[list[int]], limit: int) -> Iterator[tuple[int, ...]]:
    """Every choice of one option an element whose sum stays within the limit."""
    if not options:
        yield ()
        return
    for first in options[0]:
        if first <= limit:
            for rest in _product(options[1:], limit - first):
                yield (first, *rest)
