"""What a search tells on its way: progress often, a better lawful timetable at most about once a second."""

from remeslo.core.timetable.problem import Timetable
from remeslo.core.timetable.result import ImprovedFn, Progress, ProgressFn, TimetableScore
from remeslo.core.timetable.score import score
from remeslo.core.timetable.search.clock import Clock
from remeslo.core.timetable.search.layout import Layout
from remeslo.core.timetable.search.walker import Found
from remeslo.core.timetable.sectioning.roll import Lists

#: Seconds between two timetables told of.
EVERY_S = 1.0


class Reporter:
    """Turns numbers back into timetables, has them judged, and tells of them."""

    def __init__(
        self, table: Layout, lists: Lists, clock: Clock, progress: ProgressFn | None, improved: ImprovedFn | None
    ) -> None:
        self.table, self.lists, self.clock = table, lists, clock
        self.progress, self.improved = progress, improved
        self.bound = 0 if table.impossible is not None else table.bound()
        self.best: TimetableScore | None = None
        self._told_s = -EVERY_S
        self._told: tuple[int, int] | None = None

    def tell(self, found: Found, hard: int) -> None:
        """Between rounds: ``found`` is the best so far, ``hard`` the broken rules where the search stands."""
        due = self.clock.seconds - self._told_s >= EVERY_S
        if self.improved is not None and found.hard == 0 and found.rank != self._told and due:
            self._tell_of(found)
        if self.progress is not None:
            best = found.soft if found.hard == 0 else None
            stage = "search" if found.hard == 0 else "feasibility"
            self.progress(Progress(stage, hard, best, self.bound, self.clock.seconds))

    def last(self, found: Found) -> tuple[Timetable, TimetableScore]:
        """At the end: the answer and its score; told of when it is lawful and was not yet."""
        timetable, cost = self.judged(found)
        if self.improved is not None and cost.hard == 0 and found.rank != self._told:
            self.improved(timetable, cost)
        return timetable, cost

    def judged(self, found: Found) -> tuple[Timetable, TimetableScore]:
        """A timetable and its score by the judge."""
        students = {} if found.choice is None else self.lists.students(found.choice)
        timetable = Timetable(self.table.assignments(found.chosen), students)
        return timetable, score(self.table.problem, timetable)

    def _tell_of(self, found: Found) -> None:
        timetable, cost = self.judged(found)
        if cost.hard == 0 and (self.best is None or cost.total < self.best.total) and self.improved is not None:
            self.best = cost
            self.improved(timetable, cost)
        self._told = found.rank
        self._told_s = self.clock.seconds
