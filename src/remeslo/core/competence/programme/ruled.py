"""Hours that the working group ruled: kept where norms allow, else taken to the nearest lawful value, and told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey, ElementKey
from remeslo.core.competence.limits import Limits
from remeslo.core.competence.model import Competence, Origin
from remeslo.core.competence.programme.hours import parts
from remeslo.core.competence.programme.slot import Slot
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.competence.studio.place import PlaceKind, of_element
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import HoursRuling, TitleRuling


@dataclass(frozen=True, slots=True)
class Bounds:
    """
    Hours that an element may have.

    Parameters
    ----------
    most
        ``None``: as many as the programme's total leaves.
    step
        Hours come in multiples of it.
    """

    least: int
    most: int | None
    step: int = 1

    def nearest(self, hours: int) -> int:
        """The lawful hours nearest to these, the larger of two."""
        most = hours if self.most is None else self.most
        low = -(-self.least // self.step) * self.step
        high = max(low, most // self.step * self.step) if self.most is not None else max(low, hours + self.step)
        rounded = (2 * hours + self.step) // (2 * self.step) * self.step
        return min(max(rounded, low), high)


def bounds(slot: Slot, limits: Limits) -> Bounds:
    """
    Hours that may be ruled for an element that has only its least hours so far.

    What the college fixed: its range (hours by semesters: just these). School subjects in one: what the norm says.
    Others: from the standard's minimum, or the least that the constructor makes, upwards; practice in whole weeks.
    """
    step = limits.practice_step if slot.is_practice else 1
    if slot.semester_hours:
        given = sum(hours for _, hours in slot.semester_hours)
        return Bounds(given, given)
    if not slot.made:
        whole = slot.hours_max // step * step >= slot.hours_min
        return Bounds(slot.hours_min, slot.hours_max, step if whole else 1)
    if slot.kind is ElementKind.SCHOOL:
        return Bounds(slot.hours_min, slot.hours_min)
    if slot.kind is ElementKind.ATTESTATION:
        return Bounds(1, None)
    return Bounds(slot.hours_min, None, step)


def hours_ruled(rulings: Rulings) -> dict[ElementKey, int]:
    """Ruled hours by element."""
    return {
        ElementKey(r.place.key): r.value.hours
        for r in rulings.of_kind(PlaceKind.HOURS)
        if isinstance(r.value, HoursRuling)
    }


def pin(slots: Sequence[Slot], wanted: Mapping[ElementKey, int], limits: Limits) -> list[Slot]:
    """The slots with ruled hours that will not move any more, each at its nearest lawful value."""
    return [_pinned(s, bounds(s, limits).nearest(wanted[s.index])) if s.index in wanted else s for s in slots]


def fit(slots: Sequence[Slot], total: int, least: Mapping[ElementKey, int], limits: Limits) -> list[Slot]:
    """
    The slots with ruled hours cut so that all together hold in a total, as far as that can be.

    The last element of the curriculum gives first, down to its least, practice in whole weeks.
    """
    over = sum(s.hours for s in slots) - total
    fitted = list(slots)
    for i in range(len(fitted) - 1, -1, -1):
        s = fitted[i]
        if over <= 0 or not s.ruled:
            continue
        step = limits.practice_step if s.is_practice else 1
        less = min(-(-over // step) * step, (s.hours - least[s.index]) // step * step)
        if less > 0:
            fitted[i] = replace(_pinned(s, s.hours - less), mandatory_min=min(s.mandatory_min, s.hours - less))
            over -= less
    return fitted


def lift(slots: Sequence[Slot], state: StateStandard, given: Mapping[ElementKey, Bounds]) -> list[Slot]:
    """
    The slots with ruled hours raised where a minimum of the standard cannot be held without them.

    The first element of the curriculum takes what is missing, as far as it may, then the next.
    """
    lifted = list(slots)
    for part in parts(state):
        missing = part.minimum - sum(s.hours for s in lifted if part.holds(s))
        for i, s in enumerate(lifted):
            if missing <= 0 or not (s.ruled and part.holds(s)):
                continue
            bound = given[s.index]
            more = -(-missing // bound.step) * bound.step
            if bound.most is not None:
                more = min(more, (bound.most - s.hours) // bound.step * bound.step)
            lifted[i] = _pinned(s, s.hours + more)
            missing -= more
    return lifted


def _pinned(s: Slot, hours: int) -> Slot:
    return replace(
        s, hours=hours, hours_min=hours, hours_max=hours, mandatory_min=min(s.mandatory_min, hours), ruled=True
    )


def hours_told(
    slots: Sequence[Slot], wanted: Mapping[ElementKey, int], given: Mapping[ElementKey, Bounds]
) -> list[Finding]:
    """A finding for each ruling whose element is gone, or whose hours could not be taken as they are."""
    there = {s.index: s for s in slots}
    findings = []
    for index, hours in wanted.items():
        slot, place = there.get(index), str(of_element(index))
        if slot is None:
            findings.append(Finding("ruling.element_gone", place, {"element": index}, Severity.WARNING))
        elif slot.hours != hours:
            facts: dict[str, object] = {"element": index, "title": slot.title, "wanted": hours, "hours": slot.hours}
            code, more = _why(hours, slot.hours, given[index])
            findings.append(Finding(code, place, facts | more, Severity.WARNING))
    return findings


def _why(wanted: int, taken: int, given: Bounds) -> tuple[str, dict[str, object]]:
    if taken > given.nearest(wanted):
        return "ruling.hours_below_minimum", {}
    if taken < given.nearest(wanted):
        return "ruling.hours_over_total", {}
    if wanted < given.least:
        return "ruling.hours_below_least", {"least": given.least}
    if given.most is not None and wanted > given.most:
        return "ruling.hours_above_most", {"most": given.most}
    return "ruling.hours_not_whole_weeks", {"step": given.step}


def titles_ruled(rulings: Rulings) -> dict[CompetenceKey, TitleRuling]:
    """Ruled titles by competence."""
    return {
        CompetenceKey(r.place.key): r.value
        for r in rulings.of_kind(PlaceKind.TITLE)
        if isinstance(r.value, TitleRuling)
    }


def titles_told(titles: Mapping[CompetenceKey, TitleRuling], competences: Sequence[Competence]) -> list[Finding]:
    """A finding for each title of a competence that is gone, that the state names, or that answers another line."""
    there = {c.key: c for c in competences}
    findings = []
    for key, ruled in titles.items():
        competence, facts = there.get(key), {"competence": key, "title": ruled.title}
        code = None
        if competence is None:
            code = "ruling.competence_gone"
        elif competence.origin is not Origin.EMPLOYER:
            code = "ruling.title_of_state"
        elif ruled.line and ruled.line not in competence.lines:
            code = "ruling.title_of_another"
        if code is not None:
            findings.append(Finding(code, f"{PlaceKind.TITLE}:{key}", facts, Severity.WARNING))
    return findings
