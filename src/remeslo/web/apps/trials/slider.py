"""A number to move: where it is, how far it goes, and from where on the norms forbid it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext as _


class Part(StrEnum):
    """Where a setting stands on the page."""

    WEEK = "week"
    ATTESTATION = "attestation"
    VOLUME = "volume"
    RESOURCE = "resource"
    WINDOW = "window"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slider:
    """
    A number to move.

    Parameters
    ----------
    name
        Left side of the change it makes: ``week_max_hours``, ``resource:W1``.
    now, least, most, step
        As the page shows them; per cent for shares.
    steps
        True: the form's value is how much more than now (0 as it is), not the value itself.
    law_below, law_above
        The nearest value down and up that the norms forbid, and every value beyond it; ``None``: none in range.
    """

    name: str
    part: Part
    title: str
    unit: str
    now: int
    least: int
    most: int
    step: int = 1
    steps: bool = False
    percent: bool = False
    law_below: int | None = None
    law_above: int | None = None
    value: int = 0

    @property
    def is_moved(self) -> bool:
        """True when the form has it elsewhere than now."""
        return self.value != self.now

    @property
    def is_law(self) -> bool:
        """True when some of its values are what the norms forbid."""
        return not (self.law_below is None and self.law_above is None)

    @property
    def law_words(self) -> str:
        """Which of its values are information only."""
        less, more = self.law_below == self.now - self.step, self.law_above == self.now + self.step
        if less and more:
            return _("any other value: information only, the norms do not allow it")
        told = []
        if self.law_below is not None:
            any_less = _("less: information only, the norms do not allow it")
            from_here = _("%(n)s and less: information only, the norms do not allow it")
            told.append(any_less if less else from_here % {"n": self.law_below})
        if self.law_above is not None:
            any_more = _("more: information only, the norms do not allow it")
            from_here = _("%(n)s and more: information only, the norms do not allow it")
            told.append(any_more if more else from_here % {"n": self.law_above})
        return "; ".join(told)

    @property
    def change(self) -> str | None:
        """The change in one line; ``None`` while not moved."""
        if not self.is_moved:
            return None
        if self.steps:
            return f"{self.name}=+{self.value - self.now}"
        return f"{self.name}={Fraction(self.value, 100) if self.percent else self.value}"
