"""
The rules once more, slot by slot and without any of the program's own: the oracle of `check` and `score`.

Everything is said by sets of (week, day, slot), as the published rules say it in words; nothing is clever, nothing is
shared with the program but the values.
"""

from __future__ import annotations

from itertools import combinations, product

from remeslo.core.timetable.kinds import DistributionKind as K
from remeslo.core.timetable.problem import Assignment, ClassId, Distribution, Timetable, TimetableProblem

Cell = tuple[int, int, int]


class Naive:
    """A timetable laid out slot by slot."""

    def __init__(self, problem: TimetableProblem, timetable: Timetable) -> None:
        self.p, self.t = problem, timetable
        self.at = {c.id: timetable.assignments[c.id] for c in problem.classes if c.id in timetable.assignments}

    # what a class occupies

    def days(self, a: Assignment) -> set[int]:
        return {d for d in range(self.p.days) if a.time.days & (1 << d)}

    def weeks(self, a: Assignment) -> set[int]:
        return {w for w in range(self.p.weeks) if a.time.weeks & (1 << w)}

    def slots(self, a: Assignment) -> set[int]:
        return set(range(a.time.start, a.time.start + a.time.length))

    def cells(self, a: Assignment) -> set[Cell]:
        return set(product(self.weeks(a), self.days(a), self.slots(a)))

    def meetings(self, a: Assignment) -> set[tuple[int, int]]:
        return set(product(self.weeks(a), self.days(a)))

    def way(self, a: Assignment, b: Assignment) -> int:
        return next((r.travel.get(b.room, 0) for r in self.p.rooms if r.id == a.room), 0) if b.room else 0

    def shared_days(self, a: Assignment, b: Assignment) -> list[tuple[int, int]]:
        return sorted(self.meetings(a) & self.meetings(b))

    def free_between(self, a: Assignment, b: Assignment) -> int:
        """Slots of the day strictly between the two; -1 when they use a common slot."""
        one, two = self.slots(a), self.slots(b)
        if one & two:
            return -1
        return min(two) - max(one) - 1 if max(one) < min(two) else min(one) - max(two) - 1

    def clash(self, a: Assignment, b: Assignment) -> bool:
        return any(self.free_between(a, b) < self.way(a, b) for _ in self.shared_days(a, b)[:1])

    # distribution constraints

    def pair_holds(self, d: Distribution, a: Assignment, b: Assignment) -> bool:
        n = d.params[0] if d.params else 0
        span = self.slots(a) | self.slots(b)
        together = bool(self.shared_days(a, b))
        first_a, first_b = min(self.meetings(a)), min(self.meetings(b))
        answers = {
            K.SAME_START: min(self.slots(a)) == min(self.slots(b)),
            K.SAME_TIME: self.slots(a) <= self.slots(b) or self.slots(b) <= self.slots(a),
            K.DIFFERENT_TIME: not self.slots(a) & self.slots(b),
            K.SAME_DAYS: self.days(a) <= self.days(b) or self.days(b) <= self.days(a),
            K.DIFFERENT_DAYS: not self.days(a) & self.days(b),
            K.SAME_WEEKS: self.weeks(a) <= self.weeks(b) or self.weeks(b) <= self.weeks(a),
            K.DIFFERENT_WEEKS: not self.weeks(a) & self.weeks(b),
            K.OVERLAP: bool(self.cells(a) & self.cells(b)),
            K.NOT_OVERLAP: not self.cells(a) & self.cells(b),
            K.SAME_ROOM: a.room == b.room,
            K.DIFFERENT_ROOM: a.room != b.room,
            K.SAME_ATTENDEES: not self.clash(a, b),
            K.PRECEDENCE: first_a < first_b or (first_a == first_b and max(self.slots(a)) < min(self.slots(b))),
            K.WORK_DAY: not together or max(span) - min(span) + 1 <= n,
            K.MIN_GAP: not together or self.free_between(a, b) >= n,
        }
        return answers[d.kind]

    def amount(self, d: Distribution) -> int:
        placed = [self.at[c] for c in d.classes if c in self.at]
        if d.kind in (K.MAX_DAY_LOAD, K.MAX_BREAKS, K.MAX_BLOCK):
            every = product(range(self.p.weeks), range(self.p.days))
            return sum(self.over_day(d, [a for a in placed if (w, day) in self.meetings(a)]) for w, day in every)
        used: set[int] = set().union(*(self.days(a) for a in placed))
        if d.kind is K.MAX_DAYS:
            return max(0, len(used) - d.params[0])
        if d.kind is K.MIN_WORKING_DAYS:
            return max(0, d.params[0] - len(used))
        if d.kind is K.ROOM_STABILITY:
            return max(0, len({a.room for a in placed} - {None}) - 1)
        if d.kind is K.COMPACTNESS:
            return sum(self.is_isolated(a, placed) for a in placed)
        return sum(not self.pair_holds(d, a, b) for a, b in combinations(placed, 2))

    def over_day(self, d: Distribution, meeting: list[Assignment]) -> int:
        if d.kind is K.MAX_DAY_LOAD:
            return max(0, sum(a.time.length for a in meeting) - d.params[0])
        blocks = self.merged(meeting, d.params[1])
        if d.kind is K.MAX_BREAKS:
            return max(0, len(blocks) - 1 - d.params[0])
        long = 0
        for block in blocks:
            slots: set[int] = set().union(*(self.slots(a) for a in block))
            long += len(block) > 1 and max(slots) - min(slots) + 1 > d.params[0]
        return long

    def merged(self, meeting: list[Assignment], gap: int) -> list[list[Assignment]]:
        """MergeBlocks of the format page: any two blocks that overlap or lie at most ``gap`` apart, until none do."""
        blocks = [[a] for a in meeting]
        while True:
            for x, y in combinations(blocks, 2):
                sx: set[int] = set().union(*(self.slots(a) for a in x))
                sy: set[int] = set().union(*(self.slots(a) for a in y))
                if max(sx) + 1 + gap >= min(sy) and max(sy) + 1 + gap >= min(sx):
                    blocks = [b for b in blocks if b is not x and b is not y] + [x + y]
                    break
            else:
                return blocks

    def is_isolated(self, a: Assignment, placed: list[Assignment]) -> bool:
        """No class of the list uses the slot before or after it without a gap, on a day of both."""
        for b in placed:
            touches = min(self.slots(a)) == max(self.slots(b)) + 1 or max(self.slots(a)) + 1 == min(self.slots(b))
            if touches and self.shared_days(a, b):
                return False
        return True

    # the cost

    def parts(self) -> tuple[int, int, int, int, int]:
        time = room = rules = 0
        for c in self.p.classes:
            if c.id in self.at:
                time += sum(t.penalty for t in c.times if t.pattern == self.at[c.id].time)
                room += sum(o.penalty for o in c.rooms if o.room == self.at[c.id].room)
        for d in self.p.distributions:
            if not d.required and d.kind in (K.MAX_DAY_LOAD, K.MAX_BREAKS, K.MAX_BLOCK):
                rules += (d.penalty * self.amount(d)) // self.p.weeks
            elif not d.required:
                rules += d.penalty * self.amount(d)
        students = 0
        for attended in self.t.students.values():
            placed = [self.at[c] for c in attended if c in self.at]
            students += sum(self.clash(a, b) for a, b in combinations(placed, 2))
        w = self.p.weights
        total = w.time * time + w.room * room + w.distribution * rules + w.student * students
        return time, room, rules, students, total

    # hard rules

    def hard(self) -> list[str]:
        """Codes of broken hard rules, sorted; pairs one by one, other constraints once."""
        return sorted([*self.hard_places(), *self.hard_rules(), *self.hard_students()])

    def hard_places(self) -> list[str]:
        found = []
        for c in self.p.classes:
            if c.id not in self.at:
                found.append("class_missing")
                continue
            a = self.at[c.id]
            found += ["time_not_allowed"] * (a.time not in [t.pattern for t in c.times])
            if a.room is None:
                found += ["room_missing"] * c.needs_room
            elif not c.needs_room:
                found.append("room_unneeded")
            elif a.room not in [o.room for o in c.rooms]:
                found.append("room_not_allowed")
            for r in self.p.rooms:
                closed = [Assignment(t) for t in r.unavailable] if r.id == a.room else []
                found += ["room_unavailable" for t in closed if self.cells(t) & self.cells(a)]
        for a, b in combinations(self.at.values(), 2):
            if a.room is not None and a.room == b.room and self.cells(a) & self.cells(b):
                found.append("room_occupied")
        return found

    def hard_rules(self) -> list[str]:
        found = []
        for d in self.p.distributions:
            amount = self.amount(d) if d.required else 0
            whole = d.kind in (K.MAX_DAYS, K.MAX_DAY_LOAD, K.MAX_BREAKS, K.MAX_BLOCK)
            found += [d.kind.name.lower()] * (min(1, amount) if whole else amount)
        return found

    def hard_students(self) -> list[str]:
        found = []
        owner: dict[ClassId, str] = {}
        for course in self.p.courses:
            for config in course.configs:
                for subpart in config.subparts:
                    owner |= {c.id: course.id for c in subpart.classes}
        for s in self.p.students:
            attended = self.t.students.get(s.id, frozenset())
            for key in s.courses:
                configs = self.p.course_of[key].configs
                taken = [g for g in configs if attended & {c.id for p in g.subparts for c in p.classes}]
                found += ["student_unassigned"] * (not taken)
                found += ["student_two_configs"] * (len(taken) > 1)
                for subpart in (p for g in taken for p in g.subparts):
                    number = len(attended & {c.id for c in subpart.classes})
                    found += ["student_subpart_missing"] * (number == 0) + ["student_subpart_twice"] * (number > 1)
            for c in attended:
                parent = self.p.class_of[c].parent
                if owner[c] not in s.courses:
                    found.append("student_unwanted")
                elif parent is not None and parent not in attended:
                    found.append("student_parent")
        for c in self.p.classes:
            number = sum(c.id in a for a in self.t.students.values())
            found += ["class_over_limit"] * (c.limit is not None and number > c.limit)
        return found
