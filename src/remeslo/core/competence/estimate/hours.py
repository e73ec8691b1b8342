"""
The estimate: hours of comparable elements, scaled to the programme, and where in their range this element should lie.

The hours of the nearest comparables, weighed by how alike they are, give a range (their quartiles). The place in it
begins in the middle; proficiency asked for and employers' weight move it; a person's own number always goes before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.estimate.comparable import Comparable, HourGroup
from remeslo.core.competence.estimate.likeness import Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateChoices:
    """
    What nobody prescribes; chosen by leaving out one curriculum after another (see the benchmark of estimates).

    Parameters
    ----------
    nearest
        So many comparables at most, >= 1.
    alike
        Least likeness, 0..1.
    sharpness
        A comparable weighs its likeness to this power, > 0.
    scaled
        How far hours follow the volume of the programme: 0 not at all, 1 in proportion.
    by_proficiency
        Of the range, what one step of proficiency moves.
    by_weight
        Of the range, what lies between the least and the most wanted element.
    few
        With fewer comparables than this the estimate says that it stands on few.
    """

    nearest: int = 5
    alike: float = 0.3
    sharpness: float = 3.0
    scaled: float = 0.5
    by_proficiency: float = 0.2
    by_weight: float = 0.2
    few: int = 3


CUSTOMARY_ESTIMATE = EstimateChoices()
_MIDDLE, _LOWER, _UPPER = 0.5, 0.25, 0.75
_ORDINARY = 2
"""Proficiency of 1..3 that moves nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursQuestion:
    """
    The element whose hours are asked for.

    Parameters
    ----------
    volume
        Hours of the programme's elements that can be compared, > 0.
    proficiency
        Highest that demand behind it asks for, 1..3; ``None``: no demand.
    standing
        Share of the programme's elements that employers want no more than this one, 0..1; ``None``: no demand.
    step
        Hours come in multiples of this, >= 1 (36 for practice).
    least, most
        Norms and the college's own range, 0 < least <= most.

    Raises
    ------
    ProblemError
        When a value is not in its range.
    """

    title: str
    group: HourGroup
    volume: int
    competences: tuple[str, ...] = ()
    proficiency: int | None = None
    standing: float | None = None
    step: int = 2
    least: int = 1
    most: int | None = None

    def __post_init__(self) -> None:
        if self.volume <= 0 or self.step < 1 or self.least < 1 or (self.most is not None and self.most < self.least):
            raise ProblemError(f"estimate of {self.title}: volume > 0, step >= 1, 1 <= least <= most.")
        if self.proficiency not in (None, 1, 2, 3) or not 0 <= (self.standing or 0) <= 1:
            raise ProblemError(f"estimate of {self.title}: proficiency in 1..3 and standing in 0..1.")


@dataclass(frozen=True, slots=True)
class Used:
    """A comparable that counted: how alike, 0..1, and its hours scaled to the programme asked about."""

    comparable: Comparable
    alike: float
    scaled: int


@dataclass(frozen=True, slots=True)
class HoursReason:
    """Code for the sentence catalogue (``estimate.*``) with its facts."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursEstimate:
    """
    Hours with their reasons.

    Parameters
    ----------
    hours
        Multiple of the step inside the question's bounds (bounds go before steps).
    low, high
        Quartiles of the comparables, scaled; low <= high.
    level
        Place in the comparables' range, 0..1.
    used
        Comparables, the most alike first; never empty.
    """

    hours: int
    low: int
    high: int
    level: float
    used: tuple[Used, ...]
    reasons: tuple[HoursReason, ...]


class HoursBook:
    """Comparables of one kind of use, ready to be asked; order of the comparables does not matter."""

    def __init__(self, comparables: Sequence[Comparable], choices: EstimateChoices = CUSTOMARY_ESTIMATE) -> None:
        self.choices = choices
        ordered = sorted(comparables, key=lambda c: (c.source, c.index, c.title, c.hours, c.volume, c.competences))
        self._of: dict[HourGroup, list[Comparable]] = {g: [c for c in ordered if c.group is g] for g in HourGroup}
        self._likeness = {g: Likeness([(c.title, c.competences) for c in group]) for g, group in self._of.items()}

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))

    def estimate(self, question: HoursQuestion) -> HoursEstimate | None:
        """The hours with reasons; ``None`` when nothing is comparable."""
        used = self._nearest(question)
        if not used:
            return None
        level, reasons = self._level(question)
        hours = [(u.scaled, u.alike**self.choices.sharpness) for u in used]
        low, high = round(_quantile(hours, _LOWER)), round(_quantile(hours, _UPPER))
        wanted = _quantile(hours, level)
        least, most = question.least, question.most
        lawful = max(least, wanted) if most is None else min(max(least, wanted), most)
        if lawful != wanted:
            reasons.append(
                HoursReason("estimate.bounded", {"hours": round(wanted), "least": least, "most": most or ""})
            )
        sources = sorted({u.comparable.source for u in used})
        reasons.insert(0, HoursReason("estimate.comparables", {"count": len(used), "sources": len(sources)}))
        if len(used) < self.choices.few:
            reasons.append(HoursReason("estimate.few", {"count": len(used)}))
        return HoursEstimate(
            hours=_stepped(lawful, question), low=low, high=high, level=level, used=used, reasons=tuple(reasons)
        )

    def _nearest(self, question: HoursQuestion) -> tuple[Used, ...]:
        group = self._of[question.group]
        alike = self._likeness[question.group].to(question.title, question.competences)
        best = sorted(range(len(group)), key=lambda i: (-alike[i], i))[: self.choices.nearest]
        return tuple(
            Used(group[i], alike[i], max(1, round(self._scaled(group[i], question.volume))))
            for i in best
            if alike[i] >= self.choices.alike
        )

    def _scaled(self, comparable: Comparable, volume: int) -> float:
        return float(comparable.hours * (volume / comparable.volume) ** self.choices.scaled)

    def _level(self, question: HoursQuestion) -> tuple[float, list[HoursReason]]:
        level, reasons = _MIDDLE, []
        if question.proficiency is not None:
            moved = self.choices.by_proficiency * (question.proficiency - _ORDINARY)
            level += moved
            if moved:
                facts = {"proficiency": question.proficiency, "moved": round(100 * moved)}
                reasons.append(HoursReason("estimate.proficiency", facts))
        if question.standing is not None:
            moved = self.choices.by_weight * (question.standing - _MIDDLE)
            level += moved
            facts = {"standing": round(100 * question.standing), "moved": round(100 * moved)}
            reasons.append(HoursReason("estimate.weight", facts))
        return min(1.0, max(0.0, level)), reasons


def _quantile(weighted: Sequence[tuple[int, float]], level: float) -> float:
    """
    Weighted quantile of hours, between values in proportion; the only value when there is one.

    Each value stands at the middle of its own weight; level 0..1. Weights > 0.
    """
    ordered = sorted(weighted)
    together = sum(w for _, w in ordered)
    places: list[tuple[float, int]] = []
    before = 0.0
    for value, weight in ordered:
        places.append(((before + weight / 2) / together, value))
        before += weight
    if level <= places[0][0]:
        return float(places[0][1])
    for (left, low), (right, high) in pairwise(places):
        if level <= right:
            return low + (high - low) * (level - left) / (right - left)
    return float(places[-1][1])


def _stepped(hours: float, question: HoursQuestion) -> int:
    """The nearest multiple of the step inside the bounds; the nearest bound when no multiple lies between them."""
    step, least, most = question.step, question.least, question.most
    lowest = -(-least // step) * step
    highest = None if most is None else most // step * step
    if highest is not None and highest < lowest:
        return max(least, min(most or least, round(hours)))
    nearest = max(lowest, round(hours / step) * step)
    return nearest if highest is None else min(nearest, highest)
