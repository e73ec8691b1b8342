"""How much of a search is done: by seconds, or by work when that is limited."""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Clock:
    """
    Seconds since it was made, against ``limit_s``; and work against ``work_limit`` when there is one.

    Parameters
    ----------
    work_limit
        Moves tried by all walks; with it, seconds only stop the search and never steer it.
    """

    limit_s: float
    work_limit: int | None = None
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Seconds since it was made."""
        return time.monotonic() - self.began

    @property
    def left_s(self) -> float:
        """Seconds left; never negative."""
        return max(0.0, self.limit_s - self.seconds)
