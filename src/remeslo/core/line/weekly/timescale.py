"""Minutes of the day as slots of the timetable problem, weeks and days as its masks."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from remeslo.core.line.weekly.bells import Bells
from remeslo.core.line.weekly.lesson import Lesson, Slot
from remeslo.core.timetable.problem import TimePattern

SLOT_MINUTES = 5
SLOTS_A_DAY = 24 * 60 // SLOT_MINUTES


@dataclass(frozen=True)
class Timescale:
    """The bells and weeks of a problem in slots of five minutes (a bell between two slots counts to the wider side)."""

    bells: Bells
    weeks: tuple[date, ...]

    def pattern(self, lesson: Lesson, day: int, pair: int) -> TimePattern:
        """The time of a lesson that begins on a day with a pair."""
        start, end = self.span(pair, lesson.pairs)
        return TimePattern(days=1 << day, start=start, length=end - start, weeks=self.mask(lesson.weeks))

    def span(self, pair: int, pairs: int) -> tuple[int, int]:
        """First slot of a run of pairs, and the first slot after it."""
        begins, ends = self.bells.pairs[pair - 1].start, self.bells.pairs[pair + pairs - 2].end
        return begins // SLOT_MINUTES, -(-ends // SLOT_MINUTES)

    def slot(self, lesson: Lesson, pattern: TimePattern) -> Slot:
        """Day and pair of a time that `pattern` made; the room is not known to it."""
        starts = {self.span(p, lesson.pairs)[0]: p for p in self.starts(lesson)}
        return Slot(pattern.days.bit_length() - 1, starts[pattern.start])

    def starts(self, lesson: Lesson) -> range:
        """Pairs with which a lesson can begin, from 1."""
        return range(1, len(self.bells.pairs) - lesson.pairs + 2)

    def mask(self, weeks: tuple[date, ...]) -> int:
        """Bit mask of weeks."""
        return sum(1 << self._number[w] for w in weeks)

    @cached_property
    def _number(self) -> dict[date, int]:
        return {monday: n for n, monday in enumerate(self.weeks)}

    @cached_property
    def pair_slots(self) -> int:
        """Slots of the longest pair."""
        return max(self.span(n, 1)[1] - self.span(n, 1)[0] for n in range(1, len(self.bells.pairs) + 1))

    def load_slots(self, pairs: int) -> int:
        """
        Slots that hold just so many pairs of a day.

        Exact while breaks inside the lessons of a day are shorter together than a pair, and pairs are of one length.
        """
        return pairs * self.pair_slots + self.pair_slots - 1

    @cached_property
    def longest_break(self) -> int:
        """Slots of the longest break between two pairs of one shift; a gap beyond it is a window."""
        breaks = [
            -(-b.start // SLOT_MINUTES) - a.end // SLOT_MINUTES
            for a, b in pairwise(self.bells.pairs)
            if a.shift == b.shift
        ]
        return max(breaks, default=0)

    @staticmethod
    def way_slots(minutes: int) -> int:
        """Slots of a way."""
        return -(-minutes // SLOT_MINUTES)
