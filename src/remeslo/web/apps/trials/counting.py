"""How far a price list is, told while it is made: the causes, then one thing after the other."""

from remeslo.core.curriculum.result import Progress
from remeslo.web.apps.common.services.crews import TellFn
from remeslo.web.apps.trials.services.answering import Counted


class Counting:
    """Passes the solver's progress on with the number of things done; the cause set is the first of them."""

    def __init__(self, tell: TellFn, things: int) -> None:
        self._tell = tell
        self._of = things + 1
        self._begun = 0

    def causes(self, step: Progress) -> None:
        """For the cause set."""
        self._tell(Counted(step, 0, self._of))

    def prices(self, step: Progress) -> None:
        """For the price list, which tells once before each thing."""
        self._begun = min(self._begun + 1, self._of - 1)
        self._tell(Counted(step, self._begun, self._of))
