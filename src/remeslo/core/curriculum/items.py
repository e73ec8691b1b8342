"""What the axis of study weeks is made of: items, arrows, spans, sums, yearly limits, supplies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from remeslo.core.curriculum.element import LinkKind, TermElement
from remeslo.core.curriculum.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """
    An element in units; hours that are done are apart, all else is what is still to be planned.

    Parameters
    ----------
    low, wanted, high
        Hours in units; for whole weeks ``low`` and ``high`` are multiples of ``week`` (low > high: no multiple fits).
    pace
        Most units in a week, not above what a week and its supplies hold.
    week
        Units of one whole week; 0: not in whole weeks.
    alone
        Its whole weeks exclude all else of its groups.
    sitting
        True: lies in one week.
    optional
        True: has no units at all, or at least ``low``.
    allowed
        Places it may use, in order.
    pinned
        Units by semester that are fixed; ``None``: free.
    groups
        Numbers of the groups that take it.
    done
        Units by place that are facts.
    """

    number: int
    element: TermElement
    low: int
    wanted: int
    high: int
    pace: int
    week: int
    sitting: bool
    allowed: tuple[int, ...]
    pinned: Mapping[int, int] | None
    alone: bool = False
    optional: bool = False
    groups: tuple[int, ...] = (0,)
    done: Mapping[int, int] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """True when it lies in whole weeks."""
        return self.week > 0

    @property
    def fills(self) -> bool:
        """True when its weeks are whole and its own."""
        return self.whole and self.alone

    @property
    def certain(self) -> bool:
        """True when every plan has units of it still to come."""
        return self.low > 0 and not self.optional

    @property
    def had(self) -> int:
        """Units that are done."""
        return sum(self.done.values())

    def weeks(self, units: int) -> int:
        """Fewest study weeks that hold so many units."""
        return -(-units // (self.week or self.pace or 1))


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link between item numbers; see `Precedence`. ``longest``: the longest lag, ``None``: any."""

    before: int
    after: int
    lag: int
    kind: LinkKind = LinkKind.FINISH_START
    share: Fraction = Fraction(1)
    longest: int | None = None

    @property
    def starts(self) -> bool:
        """True for start-start."""
        return self.kind is LinkKind.START_START

    @property
    def ends(self) -> bool:
        """True for finish-start."""
        return self.kind is LinkKind.FINISH_START


@dataclass(frozen=True, slots=True)
class Span:
    """Study weeks of one semester that can be planned: places start <= place < stop."""

    semester: int
    course: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Form:
    """
    A rule on hours: low <= units of the items together <= high (``None``: no upper end).

    ``when``: units that the least amount grows by for each of these items that is in the plan, as a fraction.
    """

    rule: Rule
    items: tuple[int, ...]
    low: int
    high: int | None
    when: Mapping[int, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class YearLimit:
    """
    A limit on sittings a year; each group is a tuple of item numbers, taken when the last of them ends.

    ``first`` is the limit of the course in which planning begins, where more may have been taken already.
    """

    rule: Rule
    groups: tuple[tuple[int, ...], ...]
    limit: int
    first: int


@dataclass(frozen=True, slots=True)
class Supply:
    """A resource: in place p the sum over items of ``takes`` x units is at most ``capacity[p]``."""

    number: int
    capacity: tuple[int, ...]
    takes: Mapping[int, int]
