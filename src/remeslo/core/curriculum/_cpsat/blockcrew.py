"""People on tasks: who, by skills, for whole tasks."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.run import Answer
from remeslo.core.curriculum.serialtasks import Crew, Tasks

MOST_PAIRED, MOST_COVERED = 16, 12
"""Skills up to which pairs of them are looked at; people up to which the fewest that cover a task are counted."""


class CrewPart:
    """
    on[t, p] = 1 when person p is on task t.

    MULTI: the people on a task who have a skill are as many as it needs. SINGLE: serves[t, p, s] = 1 when p is there
    for skill s; one skill at most. Redundant, for the bound: tasks that run together need no more people with a skill
    (SINGLE: with any of their skills) than there are.
    """

    def __init__(
        self,
        cp: cp_model.CpModel,
        tasks: Tasks,
        crew: Crew,
        starts: Sequence[cp_model.IntVar],
        intervals: Sequence[cp_model.IntervalVar],
    ) -> None:
        self.cp, self.tasks, self.crew = cp, tasks, crew
        self.on: dict[tuple[int, int], cp_model.IntVar] = {}
        for t, needs in enumerate(crew.needs):
            if needs:
                self._task(t, dict(needs))
        for person in range(len(crew.skills)):
            self._person(person, starts)
        self._skills_together(intervals)

    def hint(self, crew: Mapping[int, tuple[int, ...]]) -> None:
        """Begin with these people."""
        for (t, person), on in self.on.items():
            self.cp.add_hint(on, person in crew.get(t, ()))

    def read(self, answer: Answer) -> dict[int, tuple[int, ...]]:
        """People by task that needs any."""
        found: dict[int, list[int]] = {t: [] for t, needs in enumerate(self.crew.needs) if needs}
        for (t, person), on in self.on.items():
            if answer.value(on):
                found[t].append(person)
        return {t: tuple(people) for t, people in found.items()}

    def _task(self, t: int, needs: Mapping[str, int]) -> None:
        """Enough people of each skill on the task; nobody who is no use there."""
        useful = [p for p, skills in enumerate(self.crew.skills) if skills & needs.keys()]
        for p in useful:
            self.on[t, p] = self.cp.new_bool_var("")
        if self.crew.single:
            serves = {(p, s): self.cp.new_bool_var("") for p in useful for s in needs if s in self.crew.skills[p]}
            for p in useful:
                self.cp.add(self.on[t, p] == sum(x for (q, _), x in serves.items() if q == p))
            for skill, count in needs.items():
                self.cp.add(sum(x for (_, s), x in serves.items() if s == skill) == count)
            self.cp.add(sum(self.on[t, p] for p in useful) == sum(needs.values()))
            return
        for skill, count in needs.items():
            self.cp.add(sum(self.on[t, p] for p in useful if skill in self.crew.skills[p]) >= count)
        self.cp.add(sum(self.on[t, p] for p in useful) <= sum(needs.values()))

    def _person(self, person: int, starts: Sequence[cp_model.IntVar]) -> None:
        """Hours of all tasks that a person is on <= the hours that he has, in every week."""
        hours = self.crew.hours[person]
        top = int(hours.max(initial=0))
        mine = [t for (t, p) in self.on if p == person]
        intervals = [
            self.cp.new_optional_fixed_size_interval_var(starts[t], int(self.tasks.weeks[t]), self.on[t, person], "")
            for t in mine
        ]
        demands = [int(self.tasks.hours[t]) for t in mine]
        for start, stop, value in stretches(hours.tolist()):
            if value < top:
                intervals.append(self.cp.new_fixed_size_interval_var(start, stop - start, ""))
                demands.append(top - value)
        if self._one_at_a_time:
            self.cp.add_no_overlap(intervals)
        else:
            self.cp.add_cumulative(intervals, demands, top)

    @property
    def _one_at_a_time(self) -> bool:
        """True when nobody can be on two tasks at once, and everybody has a week's hours for any one, always."""
        hours, most = self.tasks.hours, int(self.crew.hours.max(initial=0))
        return bool(self.crew.hours.min(initial=most) == most >= hours.max() and 2 * hours.min() > most)

    def _skills_together(self, intervals: Sequence[cp_model.IntervalVar]) -> None:
        """Tasks that run together ask for at most the people there are, by skill and, SINGLE, by pairs and all."""
        if not self._one_at_a_time:
            return
        needs = [dict(n) for n in self.crew.needs]
        skills = sorted({s for n in needs for s in n})
        sets: list[tuple[str, ...]] = [(s,) for s in skills]
        if self.crew.single:
            sets += [*combinations(skills, 2), tuple(skills)] if len(skills) <= MOST_PAIRED else [tuple(skills)]
        for chosen in sets:
            people = sum(1 for own in self.crew.skills if own & set(chosen))
            self._together(intervals, [sum(n.get(s, 0) for s in chosen) for n in needs], people)
        if not self.crew.single:
            fewest = [fewest_people(n, self.crew.skills) for n in needs]
            self._together(intervals, fewest, len(self.crew.skills))

    def _together(self, intervals: Sequence[cp_model.IntervalVar], demands: Sequence[int], people: int) -> None:
        chosen = [(interval, n) for interval, n in zip(intervals, demands, strict=True) if n]
        if sum(n for _, n in chosen) > people:
            self.cp.add_cumulative([interval for interval, _ in chosen], [n for _, n in chosen], people)


def fewest_people(needs: Mapping[str, int], skills: Sequence[frozenset[str]]) -> int:
    """Fewest people who cover the needs when each counts for all his skills; a lower bound where there are many."""
    useful = [s & needs.keys() for s in skills if s & needs.keys()]
    least = max(needs.values(), default=0)
    if len(useful) > MOST_COVERED:
        return least
    for count in range(least, len(useful) + 1):
        for people in combinations(useful, count):
            if all(sum(skill in own for own in people) >= n for skill, n in needs.items()):
                return count
    return least


def stretches(values: Sequence[int]) -> list[tuple[int, int, int]]:
    """(start, stop, value) of rows of equal values."""
    found: list[tuple[int, int, int]] = []
    for place, value in enumerate(values):
        if found and found[-1][2] == value:
            found[-1] = (found[-1][0], place + 1, value)
        else:
            found.append((place, place + 1, value))
    return found
