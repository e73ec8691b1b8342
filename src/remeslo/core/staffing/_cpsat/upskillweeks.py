"""Weeks of lessons, sessions and standing in: nobody's week is too full, and what a session displaces is given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing._cpsat.run import Linear
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.upskill.problem import DutyWeek, Going

if TYPE_CHECKING:
    from remeslo.core.staffing._cpsat.upskill import UpskillModel

Slot = tuple[PersonKey, date]
"""A person in the week of a Monday."""


class WeekPart:
    """
    For every person p and week w that anything could happen in:

    kept hours + sum of hours x t + hours given for others <= limit(p, w), and with a session s
    kept hours + sum of hours x t - hours that others give <= limit beside s.
    """

    def __init__(self, model: UpskillModel) -> None:
        self.model, self.cp = model, model.cp
        self.problem, self.standing = model.problem, model.standing
        self.stands_in: dict[tuple[DutyWeek, PersonKey], cp_model.IntVar] = {}
        self.going = self._going()
        self.taken: dict[Slot, list[Linear]] = defaultdict(list)
        self.given: dict[Slot, list[Linear]] = defaultdict(list)
        self.left: dict[Slot, list[Linear]] = defaultdict(list)
        self._taken()
        if self.problem.substitution:
            self._kept_duties()
            self._open_duties()
        for slot in sorted({*self.taken, *self.given}):
            self._week(slot)
        for slot in sorted(self.going):
            self._week_of_session(slot)

    def _going(self) -> dict[Slot, list[tuple[Going, cp_model.IntVar]]]:
        """Goings that touch a week."""
        found: dict[Slot, list[tuple[Going, cp_model.IntVar]]] = defaultdict(list)
        for g, x in self.model.g.items():
            for monday in self.problem.session[g.session].mondays:
                if monday >= self.standing.first_monday:
                    found[g.person, monday].append((g, x))
        return found

    def _taken(self) -> None:
        """Hours of open duties that people may take."""
        for (d, p), x in self.model.t.items():
            for monday, hours in self.problem.duty[d].hours_by_week:
                if monday >= self.standing.first_monday:
                    self.taken[p, monday].append(hours * x)

    def _kept_duties(self) -> None:
        """Sum over q of in[d, w, q] <= sum of g of the teacher in w, for duties that have a teacher."""
        for person, monday in sorted(self.going):
            for duty in self.standing.own.get(person, ()):
                if duty.hours_of_week(monday):
                    inside = self._somebody(duty, monday, {person})
                    if inside:
                        self.cp.add(sum(inside) <= sum(x for _, x in self.going[person, monday]))
                        self.left[person, monday].append(duty.hours_of_week(monday) * sum(inside))

    def _open_duties(self) -> None:
        """away[d, w, p] <= t[d, p], <= sum of g in w; sum over q of in[d, w, q] = sum over p of away[d, w, p]."""
        for duty in self.standing.open:
            people = self.model.options.candidates[duty.key]
            for monday, hours in duty.hours_by_week:
                leaving = [p for p in people if (p, monday) in self.going]
                inside = self._somebody(duty, monday, set(leaving) if len(people) == 1 else set()) if leaving else []
                if not inside:
                    continue
                away = [self._away(duty, monday, p) for p in leaving]
                self.cp.add(sum(inside) == sum(away))
                self.cp.add_at_most_one(inside)
                for p, left in zip(leaving, away, strict=True):
                    self.left[p, monday].append(hours * left)

    def _away(self, duty: Duty, monday: date, person: PersonKey) -> cp_model.IntVar:
        left = self.cp.new_bool_var("")
        self.cp.add(left <= self.model.t[duty.key, person])
        self.cp.add(left <= sum(x for _, x in self.going[person, monday]))
        return left

    def _somebody(self, duty: Duty, monday: date, but: set[PersonKey]) -> list[cp_model.IntVar]:
        """in[d, w, q] for everybody who may and has the hours; nobody who teaches the duty or is on a session then."""
        found = []
        for q in self._able(duty, monday):
            if q not in but:
                x = self.cp.new_bool_var("")
                own = self.model.t.get((duty.key, q))
                if own is not None:
                    self.cp.add_at_most_one(x, own)
                for _, going in self.going.get((q, monday), ()):
                    self.cp.add_at_most_one(x, going)
                self.stands_in[DutyWeek(duty.key, monday), q] = x
                self.given[q, monday].append(duty.hours_of_week(monday) * x)
                found.append(x)
        return found

    def _able(self, duty: Duty, monday: date) -> Iterator[PersonKey]:
        for p in self.standing.stand_ins(duty, monday):
            free = self.standing.week_limit(p, monday) - self.standing.kept_hours(p, monday)
            if free >= duty.hours_of_week(monday):
                yield p

    def _week(self, slot: Slot) -> None:
        limit, kept = self.standing.week_limit(*slot), self.standing.kept_hours(*slot)
        self.cp.add(sum(self.taken.get(slot, ())) + sum(self.given.get(slot, ())) <= limit - kept)

    def _week_of_session(self, slot: Slot) -> None:
        """Each session lowers the limit; accepted ones that share a week lower it together."""
        limit, kept = self.standing.week_limit(*slot), self.standing.kept_hours(*slot)
        hours = {g: self.problem.hours[g.session].get(slot[1], 0) for g, _ in self.going[slot]}
        certain = self.problem.accepted & hours.keys()
        lost: Linear
        if certain:
            lost = limit - self.standing.week_limit_beside(*slot, sum(hours[g] for g in certain))
        else:
            lost = sum((limit - self.standing.week_limit_beside(*slot, hours[g])) * x for g, x in self.going[slot])
        self.cp.add(sum(self.taken.get(slot, ())) - sum(self.left.get(slot, ())) + lost <= limit - kept)
