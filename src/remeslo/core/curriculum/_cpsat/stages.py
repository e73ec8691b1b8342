"""The questions that the term's search asks of its models, each with a budget of work."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from remeslo.core.curriculum._cpsat.close import CloseModel
from remeslo.core.curriculum._cpsat.demand import Demand
from remeslo.core.curriculum._cpsat.drawing import DrawingModel
from remeslo.core.curriculum._cpsat.level import LevelModel, moved_of, unmet_of
from remeslo.core.curriculum._cpsat.run import Effort, run
from remeslo.core.curriculum._cpsat.semesters import SemesterModel, Semesters
from remeslo.core.curriculum._cpsat.simple import HoursModel, SimpleModel
from remeslo.core.curriculum._cpsat.suppliedtable import SuppliedModel
from remeslo.core.curriculum._cpsat.weeks import WeekModel, Weeks
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.problem import Objective
from remeslo.core.curriculum.result import Status

PERCENTS = (90, 75)
"""Parts of a semester's resources that a table may take: the less, the easier it is to draw, the harder to find."""
QUICK, MEDIUM, LONG = 1.0, 2.0, 3.0
"""Work for a question that is usually answered at once, and for those that take a few seconds."""


@dataclass(frozen=True)
class Fit:
    """
    Least unmet demand of any table within some weeks.

    ``status`` OPTIMAL: no plan in these weeks has less. ``table`` has that little, where one was found.
    """

    status: Status
    unmet: int
    table: Semesters | None = None


@dataclass(frozen=True)
class Drawn:
    """An answer of a week model."""

    status: Status
    weeks: Weeks | None = None


def is_possible(axis: Axis, places: int, effort: Effort) -> Status:
    """Whether a table fits into the first so many study weeks; INFEASIBLE: no plan does either."""
    answer = run(SemesterModel(axis, places).cp, effort, work=QUICK, alone=True)
    if answer.status is Status.UNKNOWN and not effort.is_over:
        answer = run(SemesterModel(axis, places).cp, effort, work=effort.work / 2)
    return answer.status


def simple_tables(axis: Axis, places: int, effort: Effort) -> Iterator[Semesters]:
    """Tables from which a calendar is easily drawn; where resources are scarce, each easier than the one before."""
    work = LONG if axis.supplies else QUICK
    for model in _simple_models(axis, places):
        answer = run(model.cp, effort, work=work, alone=True)
        if answer.found:
            yield model.read(answer)


def _simple_models(axis: Axis, places: int) -> Iterator[SimpleModel]:
    if not axis.supplies:
        yield SimpleModel(axis, places)
        return
    yield SuppliedModel(axis, places, PERCENTS[0], apart=True)
    for percent in PERCENTS:
        yield SuppliedModel(axis, places, percent)


def fit(axis: Axis, places: int, effort: Effort) -> Fit:
    """
    Least unmet demand of a table.

    First what hours alone allow, which usually has a table; else by search over tables.
    """
    hours = HoursModel(axis)
    ideal = run(hours.cp, effort, work=QUICK, alone=True)
    if ideal.status is Status.OPTIMAL:
        simple = next(_simple_models(axis, places))
        simple.fix_hours(hours.read(ideal))
        answer = run(simple.cp, effort, work=LONG if axis.supplies else QUICK, alone=True)
        if answer.found:
            return Fit(Status.OPTIMAL, ideal.value(hours.unmet), simple.read(answer))
    model, demand = SemesterModel(axis, places), Demand(axis)
    unmet = demand.unmet(model.cp, model.total)
    model.cp.minimize(unmet)
    answer = run(model.cp, effort, work=MEDIUM, alone=True)
    return Fit(answer.status, answer.objective, model.read(answer)) if answer.found else Fit(answer.status, 0)


def draw(axis: Axis, table: Semesters, effort: Effort) -> Weeks | None:
    """A customary calendar for a table; else one whose semesters are those of the table or next to them."""
    drawing = DrawingModel(axis, table)
    answer = run(drawing.cp, effort, work=QUICK, alone=True)
    if answer.found:
        return drawing.read(answer)
    near = WeekModel(axis, table.places, near=table)
    answer = run(near.cp, effort, work=MEDIUM, alone=True)
    return near.read(answer) if answer.found else None


def draw_any(axis: Axis, places: int, effort: Effort) -> Drawn:
    """Any calendar; INFEASIBLE is a proof that there is none."""
    answer = None
    for alone, work in ((True, effort.work / 4), (False, effort.work / 2)):
        model = WeekModel(axis, places)
        answer = run(model.cp, effort, work=work, alone=alone)
        if answer.status is not Status.UNKNOWN:
            return Drawn(answer.status, model.read(answer) if answer.found else None)
    return Drawn(Status.UNKNOWN)


def draw_fitting(axis: Axis, places: int, effort: Effort) -> tuple[Weeks | None, Fit]:
    """The calendar with the least unmet demand, over all calendars."""
    model, demand = WeekModel(axis, places), Demand(axis)
    model.cp.minimize(demand.unmet(model.cp, model.total))
    answer = run(model.cp, effort, work=effort.work / 2)
    return model.read(answer) if answer.found else None, Fit(answer.status, answer.objective)


def draw_close(axis: Axis, places: int, unmet: int | None, effort: Effort) -> Drawn:
    """The calendar within some weeks and unmet demand that moves fewest hours against the previous plan."""
    model = CloseModel(axis, places, unmet)
    answer = run(model.cp, effort, work=effort.work / 2)
    return Drawn(answer.status, model.read(answer) if answer.found else None)


def draw_levels(axis: Axis, found: Weeks, levels: Sequence[Objective], effort: Effort) -> Drawn:
    """
    The calendar that has least of each of these in turn, within the weeks of the one found.

    It has no more unmet demand, and moves no more, where the problem asks for that. The status is the last level's: a
    level that nothing was found for ends the search, and one not proven makes those after it FEASIBLE.
    """
    most = {}
    if Objective.DEPTH in axis.problem.objective:
        most[Objective.DEPTH] = unmet_of(axis, found)
    if Objective.CLOSE in axis.problem.objective and axis.previous:
        most[Objective.CLOSE] = moved_of(axis, found)
    drawn = Drawn(Status.OPTIMAL)
    for goal in levels:
        model = LevelModel(axis, found.places, goal, most)
        model.begin_at(drawn.weeks or found)
        answer = run(model.cp, effort, work=effort.work / 2)
        if not answer.found:
            return Drawn(Status.UNKNOWN, drawn.weeks)
        proven = drawn.status is Status.OPTIMAL and answer.status is Status.OPTIMAL
        drawn = Drawn(Status.OPTIMAL if proven else Status.FEASIBLE, model.read(answer))
        most[goal] = answer.objective
    return drawn
