"""How good a timetable is, counted from it alone."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from remeslo.core.base.keys import GroupKey
from remeslo.core.line.weekly.board import Board, Placed
from remeslo.core.line.weekly.checks.loads import attends, by_weeks, tracks
from remeslo.core.line.weekly.lesson import WeekPlan, WeekProblem
from remeslo.core.line.weekly.result import WeekScore
from remeslo.core.line.weekly.rules import SAME_SUBJECT


def score(problem: WeekProblem, plan: WeekPlan) -> WeekScore:
    """The parts of `WeekScore`; a lesson without a slot counts only as unplaced."""
    board = Board(problem, plan)
    learners = [_Learners(board, group) for group in board.of_group]
    teachers = [_day_sums(board, row) for row in board.of_teacher.values()]
    pairs = problem.bells.pairs
    return WeekScore(
        unplaced=sum(1 for x in problem.lessons if x.key not in board.placed),
        windows=round(sum((x.windows for x in learners), Fraction(0))),
        teacher_windows=sum(t[0] for t in teachers),
        same_subject=round(sum((x.same_subject for x in learners), Fraction(0))),
        uneven=round(sum((x.uneven for x in learners), Fraction(0))),
        late=sum(
            p.lesson.pairs * p.weeks.bit_count()
            for p in board.placed.values()
            if p.lesson.shift is None and pairs[p.slot.pair - 1].shift > 1
        ),
        site_changes=round(sum((x.site_changes for x in learners), Fraction(0))) + sum(t[1] for t in teachers),
        changed=sum(1 for key, slot in problem.previous.items() if plan.slots.get(key, slot) != slot),
    )


class _Learners:
    """Sums of one group; with subgroups, the mean over the ways to be its learner."""

    def __init__(self, board: Board, group: GroupKey) -> None:
        lessons = board.of_group[group]
        ways = tracks(tuple(p.lesson for p in lessons))
        self.windows = self.site_changes = self.same_subject = self.uneven = Fraction(0)
        for track in ways:
            own = tuple(p for p in lessons if attends(track, p.lesson))
            windows, changes = _day_sums(board, own)
            self.windows += Fraction(windows, len(ways))
            self.site_changes += Fraction(changes, len(ways))
            self.same_subject += Fraction(_same_subject(board, own), len(ways))
            self.uneven += Fraction(_uneven(board, own), len(ways))


def _day_sums(board: Board, own: Iterable[Placed]) -> tuple[int, int]:
    """Free pairs between lessons, and changes of site, over all days of all weeks."""
    windows = changes = 0
    rows = tuple(own)
    for day in range(board.problem.bells.days):
        on_day = sorted((p for p in rows if p.slot.day == day), key=lambda p: p.slot.pair)
        for those, weeks in by_weeks(on_day):
            held = {n for p in those for n in p.pairs}
            sites = [p.site for p in those if p.site is not None]
            moved = sum(1 for a, b in pairwise(sites) if a != b)
            windows += (max(held) - min(held) + 1 - len(held)) * weeks.bit_count()
            changes += moved * weeks.bit_count()
    return windows, changes


def _same_subject(board: Board, own: tuple[Placed, ...]) -> int:
    most = board.problem.rules.get(SAME_SUBJECT)
    if most is None:
        return 0
    over = 0
    for day in range(board.problem.bells.days):
        for element in {p.lesson.element for p in own}:
            row = [p for p in own if p.slot.day == day and p.lesson.element == element and not p.lesson.whole_day]
            for those, weeks in by_weeks(row):
                over += max(0, sum(p.lesson.pairs for p in those) - most) * weeks.bit_count()
    return over


def _uneven(board: Board, own: tuple[Placed, ...]) -> int:
    """Over weeks: pairs of the fullest day less those of the emptiest day that has any."""
    by_day: dict[int, Counter[int]] = {}
    for p in own:
        for week in range(p.weeks.bit_length()):
            if p.weeks >> week & 1:
                by_day.setdefault(week, Counter())[p.slot.day] += p.lesson.pairs
    return sum(max(days.values()) - min(days.values()) for days in by_day.values())
