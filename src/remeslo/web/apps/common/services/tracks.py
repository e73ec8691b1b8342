"""How far a job is, as its row keeps it."""

from typing import Any, Final, Protocol

MOST_POINTS: Final = 200
"""Points of the picture of best plan and bound."""


class Track(Protocol):
    """Takes the steps in that the work tells; ``stage`` and ``part`` name what is being done now."""

    stage: str

    @property
    def part(self) -> str: ...

    def tell(self, step: Any) -> None: ...

    def as_data(self) -> dict[str, Any]: ...


class LastStep:
    """
    The last step: its stage, seconds, and the fields that are named; with ``curve`` also how best and bound drew
    together, ``[seconds, best, bound]`` a point (anew with each stage: another objective has another scale).
    """

    def __init__(self, fields: tuple[str, ...] = ("best", "bound"), *, curve: bool = False) -> None:
        self.fields, self.has_curve = fields, curve
        self.stage, self.part = "", ""
        self._news: dict[str, Any] = {}
        self._curve: list[list[Any]] = []

    def tell(self, step: Any) -> None:
        """Take a step in."""
        if step.stage != self.stage:
            self._curve.clear()
        self.stage = step.stage
        said = {name: self.value(getattr(step, name)) for name in self.fields}
        self._news = {"stage": step.stage, **said, "seconds": round(step.seconds, 1)}
        if self.has_curve and len(self._curve) < MOST_POINTS:
            self._curve.append([round(step.seconds, 2), *said.values()])

    def value(self, said: Any) -> Any:
        """A number of a step as it is kept."""
        return said

    def as_data(self) -> dict[str, Any]:
        """The step as JSON data."""
        return {**self._news, "curve": [list(p) for p in self._curve]} if self.has_curve else dict(self._news)
