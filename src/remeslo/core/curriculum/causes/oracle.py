"""Whether a plan within some weeks exists: proofs by argument first, then by search; every answer remembered."""

from collections.abc import Callable
from dataclasses import dataclass, field

from remeslo.core.curriculum._cpsat.run import Effort
from remeslo.core.curriculum.causes.fits import fits
from remeslo.core.curriculum.causes.keep import only
from remeslo.core.curriculum.causes.part import Part
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import Status
from remeslo.core.curriculum.witness import Witness

_QUESTION = 4
"""One question may take this part of the work that is left."""


@dataclass
class Oracle:
    """
    Asks of parts of one problem whether they leave a plan within ``weeks`` calendar weeks.

    ``asked`` counts the questions that were solved; ``tell`` is called before each of them.
    """

    problem: TermProblem
    weeks: int
    effort: Effort
    witness: Witness | None = None
    asked: int = 0
    tell: Callable[[], None] = lambda: None
    known: dict[frozenset[Part], bool | None] = field(default_factory=dict)

    def is_possible(self, kept: frozenset[Part]) -> bool | None:
        """True: a plan was found and judged. False: proven that there is none. None: not known."""
        if kept not in self.known:
            self.known[kept] = self._inferred(kept)
            if self.known[kept] is None:
                self.known[kept] = self._solve(kept)
        return self.known[kept]

    def is_impossible(self, kept: frozenset[Part]) -> bool:
        """True only when it is proven that there is no plan."""
        return self.is_possible(kept) is False

    def _inferred(self, kept: frozenset[Part]) -> bool | None:
        """No plan of fewer parts: none of these. A plan of more parts: one of these."""
        if any(found is False and other <= kept for other, found in self.known.items()):
            return False
        return True if any(found and other >= kept for other, found in self.known.items()) else None

    def _solve(self, kept: frozenset[Part]) -> bool | None:
        if self.weeks <= 0 or self.effort.is_over:
            return None
        left = only(self.problem, kept, self.weeks)
        if not left.elements:
            return True
        self.asked += 1
        self.tell()
        with self.effort.part(self.effort.work / _QUESTION) as part:
            status = fits(left, part, self.witness)
        return {Status.FEASIBLE: True, Status.INFEASIBLE: False}.get(status)
