"""Least load and number of elements of a group's week, in a model by weeks."""

from collections.abc import Mapping

from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.run import Linear
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.groups import group_views
from remeslo.core.curriculum.problem import Objective, TermProblem
from remeslo.core.curriculum.rules import Rule

_RULES = (Rule.WEEK_MIN_HOURS, Rule.ELEMENTS_PER_WEEK_MIN, Rule.ELEMENTS_PER_WEEK_MAX)


def add_week_rules(cp: cp_model.CpModel, axis: Axis, places: int, x: Mapping[int, Mapping[int, Linear]]) -> None:
    """Hours and elements of every week that counts; nothing where no such rule binds."""
    for group, (_, view) in enumerate(group_views(axis.problem)):
        values = [view.rules.get(rule) for rule in _RULES]
        least, few, many = (None if v is None or not (v.hard or axis.soft) else v.amount for v in values)
        if least is None and few is None and many is None:
            continue
        items = [i for i in axis.items if group in i.groups]
        alive = _alive(cp, axis, places, view)
        for p in range(axis.start, places):
            here = {i.number: x[i.number][p] for i in items if p in x[i.number]}
            load = sum(here.values())
            if isinstance(alive[p], cp_model.IntVar):
                cp.add(load <= axis.capacity * len(items) * alive[p])
            if least is not None:
                cp.add(axis.unit * load * least.denominator >= least.numerator * alive[p])
            if few is not None or many is not None:
                used = [cp.new_bool_var("") for _ in here]
                for (i, units), some in zip(here.items(), used, strict=True):
                    cp.add(units >= some)
                    cp.add(units <= max(axis.items[i].high, axis.items[i].week) * some)
                if few is not None:
                    cp.add(sum(used) * few.denominator >= few.numerator * alive[p])
                if many is not None:
                    cp.add(sum(used) * many.denominator <= many.numerator * alive[p])


def _alive(cp: cp_model.CpModel, axis: Axis, places: int, view: TermProblem) -> dict[int, Linear]:
    """1 in the places up to the group's last one; in all where weeks are no objective."""
    if Objective.WEEKS not in view.objective:
        return dict.fromkeys(range(places), 1)
    alive: dict[int, Linear] = {p: cp.new_bool_var("") for p in range(places)}
    for p in range(places - 1):
        cp.add(alive[p + 1] <= alive[p])
    return alive
