"""Where a lesson could go: clashes at a slot, and slots without any, in milliseconds (for a lesson being dragged)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import GroupKey
from remeslo.core.line.weekly.board import Board, Placed, fits
from remeslo.core.line.weekly.checks.alone import check_alone
from remeslo.core.line.weekly.checks.loads import check_learner_days
from remeslo.core.line.weekly.checks.together import check_pair, check_rooms
from remeslo.core.line.weekly.lesson import Lesson, LessonKey, Slot, WeekPlan, WeekProblem
from remeslo.core.network.rooms import RoomKey


class Dragging:
    """One lesson in hand; asked for many slots of the same timetable, it lays the others out once."""

    def __init__(self, problem: WeekProblem, plan: WeekPlan, lesson: LessonKey) -> None:
        self.lesson: Lesson = problem.lesson_of[lesson]
        self.board = Board(problem, WeekPlan({k: s for k, s in plan.slots.items() if k != lesson}))

    def clashes(self, slot: Slot) -> list[Finding]:
        """Everything the lesson would break there, by itself and with others, hard and soft; as `check` tells it."""
        if not fits(self.board.problem.bells, self.lesson, slot):
            facts = {
                "lesson": self.lesson.key,
                "title": self.lesson.title,
                "groups": self.lesson.groups,
                "day": slot.day + 1,
                "pair": slot.pair,
                "pairs": self.lesson.pairs,
                "days": self.board.problem.bells.days,
                "bells": len(self.board.problem.bells.pairs),
            }
            return [Finding("week.outside_day", f"lesson {self.lesson.key}", facts)]
        placed = self.board.lay(self.lesson, slot)
        around = self.board.around(placed)
        found = [*check_alone(self.board, placed)]
        for other in around:
            first, second = sorted((placed, other), key=lambda p: self._number[p.lesson.key])
            found += check_pair(self.board, first, second)
        found += self._room(placed, around)
        return [*found, *self._days(placed)]

    @cached_property
    def _number(self) -> Mapping[LessonKey, int]:
        return {x.key: n for n, x in enumerate(self.board.problem.lessons)}

    def _room(self, placed: Placed, around: tuple[Placed, ...]) -> Iterator[Finding]:
        """Crowds of the room that this lesson is one of."""
        if placed.slot.room is None:
            return
        there = sorted(
            (placed, *(p for p in around if p.slot.room == placed.slot.room)), key=lambda p: self._number[p.lesson.key]
        )
        for finding in check_rooms(self.board, tuple(there)):
            if self.lesson.key in finding.facts["lessons"]:  # type: ignore[operator]
                yield finding

    def _days(self, placed: Placed) -> Iterator[Finding]:
        """Loads of the day, as they become with this lesson."""
        slots = {p.lesson.key: p.slot for g in self.lesson.groups for p in self._on_day(g, placed.slot.day)}
        lessons = [self.board.problem.lesson_of[k] for k in slots] + [self.lesson]
        there = replace(self.board.problem, lessons=tuple(sorted(lessons, key=lambda x: self._number[x.key])))
        board = Board(there, WeekPlan({**slots, self.lesson.key: placed.slot}))
        for group in self.lesson.groups:
            for finding in check_learner_days(board, group):
                if self.lesson.key in finding.facts["lessons"]:  # type: ignore[operator]
                    yield finding

    def _on_day(self, group: GroupKey, day: int) -> list[Placed]:
        return [p for p in self.board.of_group.get(group, ()) if p.slot.day == day]

    def free(self) -> Iterator[Slot]:
        """Slots where nothing hard is broken: by days and pairs, in each the most wanted room that is free."""
        problem = self.board.problem
        rooms: tuple[RoomKey | None, ...] = self.lesson.rooms or (None,)
        for day in range(problem.bells.days):
            for pair in range(1, len(problem.bells.pairs) - self.lesson.pairs + 2):
                bare = self.clashes(Slot(day, pair, None))
                if any(f.hard for f in bare if f.code != "week.room_missing" and f.code != "week.pin_moved"):
                    continue
                for room in rooms:
                    slot = Slot(day, pair, room)
                    if not any(f.hard for f in self.clashes(slot)):
                        yield slot
                        break


def clashes_at(problem: WeekProblem, plan: WeekPlan, lesson: LessonKey, slot: Slot) -> list[Finding]:
    """Everything a lesson would break at a slot (see `Dragging.clashes`); the plan may have it anywhere or nowhere."""
    return Dragging(problem, plan, lesson).clashes(slot)


def free_slots(problem: WeekProblem, plan: WeekPlan, lesson: LessonKey) -> list[Slot]:
    """Slots where a lesson breaks nothing hard, each with the most wanted room that is free."""
    return list(Dragging(problem, plan, lesson).free())
