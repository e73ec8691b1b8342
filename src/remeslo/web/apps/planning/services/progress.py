"""How far a run is, as the row keeps it: the present step, the state of each programme, and the gap over time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from remeslo.core.line.plan import LineProgress

MOST_POINTS = 120
"""Points of the gap's curve that are kept for each programme."""


@dataclass
class Track:
    """
    Collects what the line tells; `as_data` is what the row keeps.

    ``curve`` of a programme: ``[seconds, best, bound]`` whenever best or bound changed.
    """

    keys: Iterable[str]
    limit_s: float
    stage: str = "matching"
    programme: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    share: float = 0.0
    programmes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.programmes = {key: {"stage": "waiting", "curve": []} for key in self.keys}

    @property
    def part(self) -> str:
        """The programme at work, by its title."""
        return self.titles.get(self.programme, self.programme)

    def tell(self, step: "LineProgress") -> None:
        """Take a step of the line in."""
        if step.programme != self.programme and self.programme in self.programmes:
            self.programmes[self.programme]["stage"] = "done"
        self.stage, self.programme = step.stage, step.programme
        self.share = max(self.share, self._share(step))
        if step.stage == "done":
            for state in self.programmes.values():
                state["stage"] = "done"
        elif step.programme in self.programmes:
            self._update(self.programmes[step.programme], step)

    def _update(self, state: dict[str, Any], step: "LineProgress") -> None:
        state["stage"] = step.stage
        if step.stage != "term" or (step.best is None and step.bound is None):
            return
        curve = state["curve"]
        if not curve or curve[-1][1:] != [step.best, step.bound]:
            if len(curve) >= MOST_POINTS:
                del curve[1]
            curve.append([round(step.seconds, 2), step.best, step.bound])
        state["best"], state["bound"], state["seconds"] = step.best, step.bound, round(step.seconds, 1)

    def _share(self, step: "LineProgress") -> float:
        """The line's own share, moved on by the time that a solve has used of its limit."""
        inside = min(1.0, step.seconds / self.limit_s) if step.stage == "term" and self.limit_s else 0.0
        width = 0.9 / max(1, len(self.programmes))
        return min(1.0, step.share + inside * width * 0.6)

    def as_data(self) -> dict[str, Any]:
        """The whole track as JSON data."""
        return {
            "stage": self.stage,
            "programme": self.programme,
            "share": round(self.share, 4),
            "programmes": {key: {**state, "curve": list(state["curve"])} for key, state in self.programmes.items()},
        }
