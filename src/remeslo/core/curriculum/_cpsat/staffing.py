"""Who is on which item, in a model by weeks: skills that it needs, hours that people have."""

from collections.abc import Mapping

from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.run import Answer, Linear
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.items import Item
from remeslo.core.curriculum.resources import Person, SkillReading, TeacherKey


class Staffing:
    """on[i, k]: person k is on item i for all its weeks; nothing where no item needs staff."""

    def __init__(self, cp: cp_model.CpModel, axis: Axis, x: Mapping[int, Mapping[int, Linear]]) -> None:
        self.cp = cp
        self.axis = axis
        self.x = x
        self.on: dict[tuple[int, TeacherKey], Linear] = {}
        staffed = [i for i in axis.items if i.element.staff]
        for item in staffed:
            self._skills(item)
        for person in axis.problem.people:
            self._hours(person, [i for i in staffed if (i.number, person.key) in self.on])

    def read(self, answer: Answer, units: Mapping[int, Mapping[int, int]]) -> dict[int, tuple[TeacherKey, ...]]:
        """People by item that has units."""
        found: dict[int, tuple[TeacherKey, ...]] = {}
        for (i, key), chosen in self.on.items():
            if answer.value(chosen) and units.get(i):
                found[i] = (*found.get(i, ()), key)
        return found

    def _skills(self, item: Item) -> None:
        """Enough people of every skill; in the single reading each serves one of them."""
        single = self.axis.problem.skills is SkillReading.SINGLE
        needed = {n.skill for n in item.element.staff}
        serves: dict[tuple[str, TeacherKey], Linear] = {}
        for person in self.axis.problem.people:
            skills = sorted(needed & person.skills)
            if not skills:
                continue
            self.on[item.number, person.key] = chosen = self.cp.new_bool_var("")
            for skill in skills:
                serves[skill, person.key] = self.cp.new_bool_var("") if single else chosen
            if single:
                self.cp.add(sum(serves[skill, person.key] for skill in skills) == chosen)
        for need in item.element.staff:
            able = [s for (skill, _), s in serves.items() if skill == need.skill]
            if item.certain:
                self.cp.add(sum(able) >= need.count)
            else:
                self._when_present(item, sum(able), need.count)

    def _when_present(self, item: Item, able: Linear, count: int) -> None:
        some = self.cp.new_bool_var("")
        self.cp.add(sum(self.x[item.number].values()) <= item.high * some)
        self.cp.add(able >= count * some)

    def _hours(self, person: Person, items: list[Item]) -> None:
        """Sum over the person's items of the units of a place <= the person's hours in that week."""
        limits = [person.in_week(w.index) // self.axis.unit for w in self.axis.weeks]
        for p in range(self.axis.start, len(self.axis.weeks)):
            load: list[Linear] = []
            for item in items:
                if p in self.x[item.number]:
                    most = max(item.week, min(item.pace, item.high))
                    here = self.cp.new_int_var(0, most, "")
                    self.cp.add(here >= self.x[item.number][p] - most * (1 - self.on[item.number, person.key]))
                    load.append(here)
            if load:
                self.cp.add(sum(load) <= limits[p])
