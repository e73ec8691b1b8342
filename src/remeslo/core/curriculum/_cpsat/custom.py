"""Search for a customary table: a first one for all semesters, then two neighbouring semesters at a time."""

from dataclasses import dataclass
from itertools import pairwise

from remeslo.core.curriculum._cpsat.run import Answer, Effort, run
from remeslo.core.curriculum._cpsat.semesters import Semesters
from remeslo.core.curriculum._cpsat.table import TableModel
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.result import Status

_ROUNDS = 2


@dataclass(frozen=True)
class CustomSearch:
    """
    Tables within some study weeks that give each item just its hours.

    On the way to a good table the search for all semesters at once is the better beginner, and the one for pairs of
    semesters the better finisher: each has half of the work.
    """

    axis: Axis
    begin: Semesters
    effort: Effort

    def best(self, work: float) -> Semesters | None:
        """A customary table with the hours of ``begin``, which is improved when the first search finds none."""
        model = self._model()
        answer = run(model.cp, self.effort, work=work / 2, alone=True)
        if answer.status is Status.OPTIMAL:
            return model.read(answer)
        found = (model.read(answer), answer.objective) if answer.found else self._priced()
        if found is None:
            return None
        table, cost = found
        pairs = list(pairwise(s.semester for s in model.spans))
        for pair in pairs * _ROUNDS:
            model, answer = self._improved(table, frozenset(pair), work / 2 / len(pairs) / _ROUNDS)
            if answer.found and answer.objective < cost:
                table, cost = model.read(answer), answer.objective
        return table

    def _model(self) -> TableModel:
        model = TableModel(self.axis, self.begin.places)
        model.fix_hours(self.begin.hours)
        return model

    def _improved(self, table: Semesters, free: frozenset[int], work: float) -> tuple[TableModel, Answer]:
        model = self._model()
        model.keep(table, but=free)
        return model, run(model.cp, self.effort, work=work, alone=True)

    def _priced(self) -> tuple[Semesters, int] | None:
        """The table to begin with and its cost; None when it is none of this model's."""
        _, answer = self._improved(self.begin, frozenset(), self.effort.work)
        return (self.begin, answer.objective) if answer.found else None
