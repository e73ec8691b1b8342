"""
Hours: minima of the state standard first, then the variative hours by weight, until the programme closes to its total.

Practice grows in whole weeks. What cannot be done is said: too few hours, too many, which minimum is not reached.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import ElementKey
from remeslo.core.competence.limits import Limits
from remeslo.core.competence.programme.choices import Choices
from remeslo.core.competence.programme.slot import TAUGHT, Slot
from remeslo.core.competence.programme.spread import near_steps, shares, steps
from remeslo.core.competence.statestandard import EntryBase, StateStandard, TermOption

Weights = Mapping[ElementKey, Fraction]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the standard's table "structure and volume" with its minimum."""

    name: str
    minimum: int
    holds: Callable[[Slot], bool]


def parts(state: StateStandard) -> tuple[Part, ...]:
    """Practice, disciplines (modules) and final attestation, as the term part counts them."""
    return (
        Part("practice", state.min_practice, lambda s: s.is_practice),
        Part("disciplines", state.min_disciplines, lambda s: s.kind in TAUGHT),
        Part("final_attestation", state.min_final_attestation, lambda s: s.kind is ElementKind.FINAL_ATTESTATION),
    )


def begin(slots: Sequence[Slot], limits: Limits) -> tuple[list[Slot], list[Finding]]:
    """Every slot at its least hours; practice at the first whole week from there on."""
    findings: list[Finding] = []
    started = []
    for s in slots:
        hours = s.hours_min
        if s.is_practice and hours % limits.practice_step:
            whole = -(-hours // limits.practice_step) * limits.practice_step
            if whole > s.hours_max:
                facts = {"title": s.title, "hours": s.hours_min, "most": s.hours_max, "step": limits.practice_step}
                findings.append(Finding("programme.practice_not_whole_weeks", s.index, facts))
            else:
                hours = whole
        started.append(replace(s, hours=hours))
    return started, findings


def hold_minima(slots: Sequence[Slot], state: StateStandard, limits: Limits) -> tuple[list[Slot], list[Finding]]:
    """
    Raises elements until the standard's minima are held.

    Elements that the constructor made grow as far as they must and their minimum with them (it is mandatory);
    elements with a range grow inside it; a minimum that cannot be reached is named.
    """
    held = list(slots)
    findings: list[Finding] = []
    for part in parts(state):
        missing = part.minimum - sum(s.hours for s in held if part.holds(s))
        held = _obliged(held, part)
        if missing <= 0:
            continue
        held = _raise(held, part, missing, limits)
        reached = sum(s.hours for s in held if part.holds(s))
        if reached < part.minimum:
            facts = {"part": part.name, "hours": reached, "minimum": part.minimum, "missing": part.minimum - reached}
            findings.append(Finding("programme.below_minimum", "", facts))
    return held, findings


def _raise(slots: Sequence[Slot], part: Part, missing: int, limits: Limits) -> list[Slot]:
    """Spreads missing hours over a part: first over the modules' elements that were made, then inside ranges."""
    chosen = [s for s in slots if part.holds(s) and s.made and not s.ruled and not s.employer_block and _grows(s)]
    if not chosen:
        chosen = [s for s in slots if part.holds(s) and not s.ruled and s.hours < s.hours_max]
    caps = [missing + limits.practice_step if s.made else s.hours_max - s.hours for s in chosen]
    weights = [Fraction(s.hours if s.made else s.hours_max - s.hours) for s in chosen]
    ideal = shares(Fraction(missing), weights, [Fraction(c) for c in caps])
    step = limits.practice_step if part.name == "practice" else 2 if chosen and chosen[0].made else 1
    whole = -(-missing // step) * step
    added = dict(zip((s.index for s in chosen), steps(ideal, caps, step, whole), strict=True))
    return [_grown(s, added.get(s.index, 0)) for s in slots]


def _obliged(slots: Sequence[Slot], part: Part) -> list[Slot]:
    """Hours that the working group ruled are mandatory as far as the part's minimum rests on them."""
    lacking = part.minimum - sum(s.mandatory_min for s in slots if part.holds(s))
    obliged = []
    for s in slots:
        more = min(lacking, s.hours - s.mandatory_min)
        if more > 0 and s.ruled and s.made and not s.employer_block and part.holds(s):
            s = replace(s, mandatory_min=s.mandatory_min + more)
            lacking -= more
        obliged.append(s)
    return obliged


def _grows(s: Slot) -> bool:
    """Courses and practice of modules grow to hold a minimum; disciplines have a minimum of their own."""
    return s.module is not None and (s.is_course or s.is_practice)


def _grown(s: Slot, more: int) -> Slot:
    hours = s.hours + more
    if s.made and not s.employer_block and more:
        return replace(s, hours=hours, hours_min=hours, hours_max=hours, mandatory_min=hours)
    return replace(s, hours=hours)


def choose_term(state: StateStandard, base: EntryBase, least: int) -> tuple[TermOption | None, list[Finding]]:
    """The shortest term option of the base that holds the least hours; the longest when none does, with a finding."""
    options = sorted((t for t in state.terms if t.base is base), key=lambda t: (t.months, t.total_hours))
    if not options:
        return None, [Finding("programme.no_term_option", "", {"code": state.code, "base": base.value})]
    for option in options:
        if option.total_hours >= least:
            return option, []
    longest = max(options, key=lambda t: t.total_hours)
    facts = {
        "least": least,
        "total": longest.total_hours,
        "over": least - longest.total_hours,
        "months": longest.months,
    }
    return longest, [Finding("programme.hours_over", "", facts)]


def fill(
    slots: Sequence[Slot], total: int, weights: Weights, limits: Limits, choices: Choices
) -> tuple[list[Slot], list[Finding]]:
    """
    Spreads what is left of the total: practice in whole weeks, lessons by two hours, the last odd hour to one of them.

    An element's part of it goes by its demand weight, and by its share of ``Choices.base_weight`` (by least hours).
    """
    left = total - sum(s.hours for s in slots)
    if left < 0:
        return list(slots), []  # told by `choose_term`
    filled = list(slots)
    open_ = [s for s in filled if _room(s, left) > 0]
    worth = _worth(open_, weights, choices)
    ideal = dict(zip([s.index for s in open_], _ideal(open_, worth, left), strict=True))
    practice = [s for s in open_ if s.is_practice]
    step = limits.practice_step
    added = near_steps([ideal[s.index] for s in practice], [_room(s, left) for s in practice], step, left)
    more = {s.index: h for s, h in zip(practice, added, strict=True)}
    left -= sum(added)
    more |= _lessons([s for s in open_ if not s.is_practice], worth, left)
    filled = [replace(s, hours=s.hours + more.get(s.index, 0)) for s in filled]
    filled = _last_weeks(filled, total - sum(s.hours for s in filled), step)
    gap = total - sum(s.hours for s in filled)
    if gap == 0:
        return filled, []
    facts = {"total": total, "hours": total - gap, "gap": gap, "most": sum(_most(s, gap) for s in filled)}
    return filled, [Finding("programme.hours_not_closed", "", facts)]


def _worth(slots: Sequence[Slot], weights: Weights, choices: Choices) -> dict[ElementKey, Fraction]:
    together = sum(s.hours for s in slots)
    return {
        s.index: weights.get(s.index, Fraction(0)) + choices.base_weight * Fraction(s.hours, together) for s in slots
    }


def _ideal(slots: Sequence[Slot], worth: Weights, left: int) -> list[Fraction]:
    return shares(Fraction(left), [worth[s.index] for s in slots], [Fraction(_room(s, left)) for s in slots])


def _lessons(slots: Sequence[Slot], worth: Weights, left: int) -> dict[ElementKey, int]:
    """Whole pairs of hours, then single ones where a range or the total is odd."""
    more = {s.index: 0 for s in slots}
    for step in (2, 1):
        still = left - sum(more.values())
        caps = [_room(s, left) - more[s.index] for s in slots]
        ideal = shares(Fraction(still), [worth[s.index] for s in slots], [Fraction(c) for c in caps])
        added = steps(ideal, caps, step, still)
        more = {s.index: more[s.index] + h for s, h in zip(slots, added, strict=True)}
    return more


def _last_weeks(slots: Sequence[Slot], gap: int, step: int) -> list[Slot]:
    """Lessons are full and whole weeks are left: practice that may still grow takes them."""
    filled = list(slots)
    for i, s in enumerate(filled):
        if s.is_practice and gap >= step:
            more = min(_room(s, gap), gap) // step * step
            filled[i] = replace(s, hours=s.hours + more)
            gap -= more
    return filled


def _room(s: Slot, left: int) -> int:
    """Hours an element may still take: a fixed one up to its most, courses and practice that were made without end."""
    if s.ruled:
        return 0
    if s.made:
        return left if s.is_course or s.is_practice else 0
    return max(0, s.hours_max - s.hours)


def _most(s: Slot, gap: int) -> int:
    return s.hours + _room(s, max(0, gap))


def finish(slots: Sequence[Slot], limits: Limits, choices: Choices) -> list[Slot]:
    """Ranges for the term part: an element that was made may go a little above what is wanted, fixed ones as given."""
    finished = []
    for s in slots:
        if s.made and not s.ruled and (s.is_course or s.is_practice):
            slack = limits.practice_step if s.is_practice else choices.slack
            finished.append(replace(s, hours_max=s.hours + slack))
        else:
            finished.append(replace(s, hours_max=max(s.hours_max, s.hours)))
    return finished


def keep_share(slots: Sequence[Slot], state: StateStandard, limits: Limits) -> tuple[list[Slot], list[Finding]]:
    """
    Mandatory hours at most ``mandatory_share_max`` of the hours without school subjects and final attestation.

    What the constructor called mandatory beyond the standard's own minima becomes variative first.
    """
    if limits.mandatory_share_max is None:
        return list(slots), []
    counted = [s for s in slots if not s.outside_share]
    base = sum(s.hours for s in counted)
    allowed = int(limits.mandatory_share_max * base)
    excess = sum(s.mandatory_min for s in counted) - allowed
    surplus = sum(s.mandatory_min for s in counted) - state.min_disciplines - state.min_practice
    kept = list(slots)
    if excess > 0 and surplus > 0:
        give = [s for s in kept if s.made and s.module is not None and s.mandatory_min > 0]
        amount = Fraction(min(excess, surplus))
        ideal = shares(amount, [Fraction(s.mandatory_min) for s in give], [Fraction(s.mandatory_min) for s in give])
        less = dict(zip((s.index for s in give), (-(-x // 1) for x in ideal), strict=True))
        kept = [replace(s, mandatory_min=max(0, s.mandatory_min - int(less.get(s.index, 0)))) for s in kept]
    mandatory = sum(s.mandatory_min for s in kept if not s.outside_share)
    if mandatory <= allowed or not base:
        return kept, []
    facts = {
        "mandatory": mandatory,
        "hours": base,
        "share": _rounded(Fraction(mandatory, base)),
        "limit": _rounded(limits.mandatory_share_max),
        "more": -(-mandatory // limits.mandatory_share_max) - base,
    }
    return kept, [Finding("programme.mandatory_share", "", facts, Severity.STOPS_PUBLISHING)]


def _rounded(share: Fraction) -> Decimal:
    return Decimal(round(1000 * share)) / 1000
