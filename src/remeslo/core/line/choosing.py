"""
A plan with elements of choice as the plan of those who chose: the elements of a way in place of the one for all.

Each permitted way is made and judged by `check` as any other plan: what the one element promises is not taken on trust.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import CompetenceKey, ElementKey, OutcomeKey
from remeslo.core.competence.design import DesignElement, HourShare, ProgrammeDesign
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.term import WHOLE_WEEK_KINDS, term_problem

Taken = Mapping[ElementKey, int]
"""Number of the way taken, by the element of the choice; 0, the first, where nothing is said."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Design, term problem and plan of those who chose; the programme without any choice left."""

    design: ProgrammeDesign
    problem: TermProblem
    plan: TermPlan


def chosen(cluster: Cluster, design: ProgrammeDesign, plan: TermPlan, pack: NormPack, taken: Taken) -> Chosen:
    """What a plan becomes when ways are taken; raises IndexError for a way that is not there."""
    ways = {c.index: c.way(taken.get(c.index, 0)) for c in design.choices}
    order = {c.index: c.in_order for c in design.choices}
    hours: dict[ElementKey, Mapping[int, int]] = {}
    for key, weeks in plan.hours.items():
        parts = _split(weeks, ways[key], _in_turn(ways[key], order[key])) if key in ways else {key: weeks}
        hours |= parts
    totals = {key: sum(weeks.values()) for key, weeks in hours.items()}
    made = _without_choices(design, ways, order, totals)
    return Chosen(made, term_problem(made, cluster, pack), TermPlan(hours))


def judge_choices(cluster: Cluster, design: ProgrammeDesign, plan: TermPlan, pack: NormPack) -> list[Finding]:
    """
    Ways that the plan does not allow, each with the rules it breaks; empty: whatever is chosen, the plan is lawful.

    Hard findings that the plan has whatever is chosen are not repeated.
    """
    found: list[Finding] = []
    if not design.choices:
        return found
    known = {(f.code, f.where) for f in check(term_problem(design, cluster, pack), plan)}
    for choice in design.choices:
        for number, way in enumerate(choice.ways):
            one = chosen(cluster, design, plan, pack, {choice.index: number})
            broken = [f for f in check(one.problem, one.plan) if f.hard and (f.code, f.where) not in known]
            if broken:
                facts: dict[str, object] = {"node": choice.index, "title": choice.title, "way": " + ".join(way)}
                found += [Finding("structure.way_not_lawful", choice.index, facts), *broken]
    return found


def _in_turn(way: Sequence[OutlineElement], in_order: bool) -> bool:
    """True when the parts of a way follow one another: asked for, whole weeks, or one after another by themselves."""
    inside = {e.index for e in way}
    return in_order or any(e.kind in WHOLE_WEEK_KINDS or inside & set(e.after) for e in way)


def allotted(total: int, way: Sequence[OutlineElement]) -> dict[ElementKey, int]:
    """Hours of each part of a way: the least of each, the rest in order up to the most, what is left to the last."""
    hours = {e.index: e.hours_min for e in way}
    left = total - sum(hours.values())
    for e in way:
        more = max(0, min(left, e.hours_max - e.hours_min))
        hours[e.index] += more
        left -= more
    hours[way[-1].index] += left
    return hours


def _split(
    weeks: Mapping[int, int], way: Sequence[OutlineElement], in_turn: bool
) -> dict[ElementKey, Mapping[int, int]]:
    """The hours of a choice by week given to the parts of a way: side by side, or one after another."""
    share = allotted(sum(weeks.values()), way)
    return _one_by_one(weeks, way, share) if in_turn else _side_by_side(weeks, share)


def _side_by_side(weeks: Mapping[int, int], share: Mapping[ElementKey, int]) -> dict[ElementKey, Mapping[int, int]]:
    """Each part goes on in every week by its share, whole hours, none ever a whole hour ahead."""
    total, gone = sum(weeks.values()), 0
    given: dict[ElementKey, dict[int, int]] = {key: {} for key in share}
    sums = dict.fromkeys(share, 0)
    for week, hours in sorted(weeks.items()):
        gone += hours
        for _ in range(hours):
            key = max(share, key=lambda k: Fraction(share[k] * gone, total) - sums[k])
            given[key][week] = given[key].get(week, 0) + 1
            sums[key] += 1
    return dict(given)


def _one_by_one(
    weeks: Mapping[int, int], way: Sequence[OutlineElement], share: Mapping[ElementKey, int]
) -> dict[ElementKey, Mapping[int, int]]:
    """Whole weeks to one part after another: the next begins with the week in which the last has what it needs."""
    given: dict[ElementKey, dict[int, int]] = {e.index: {} for e in way}
    order = list(_prerequisites_first(way))
    here = 0
    for week, hours in sorted(weeks.items()):
        done = sum(given[order[here].index].values())
        if here + 1 < len(order) and done >= max(share[order[here].index], order[here].hours_min):
            here += 1
        given[order[here].index][week] = hours
    return dict(given)


def _prerequisites_first(way: Sequence[OutlineElement]) -> Iterable[OutlineElement]:
    """The parts as listed, but none before a part that it comes after; a circle is left as listed."""
    waiting = list(way)
    while waiting:
        open_ = {e.index for e in waiting}
        following = next((e for e in waiting if not open_ & set(e.after)), waiting[0])
        waiting.remove(following)
        yield following


def _without_choices(
    design: ProgrammeDesign,
    ways: Mapping[ElementKey, Sequence[OutlineElement]],
    order: Mapping[ElementKey, bool],
    hours: Mapping[ElementKey, int],
) -> ProgrammeDesign:
    """The design with the elements of ways, each with the hours of the plan as wanted."""
    competences = {o.key: frozenset((o.competence, *o.also)) for o in design.model.outcomes}
    there = {e.index for e in design.elements if e.index not in ways} | {e.index for w in ways.values() for e in w}
    elements: list[DesignElement] = []
    for e in design.elements:
        if e.index in ways:
            elements += _parts(e, ways[e.index], order[e.index], hours, competences)
        else:
            elements.append(e)
    return replace(design, elements=tuple(_with_links(e, ways, there) for e in elements), choices=())


def _with_links(
    e: DesignElement, ways: Mapping[ElementKey, Sequence[OutlineElement]], there: Iterable[ElementKey]
) -> DesignElement:
    """What came after a choice comes after all that is taken of it; links to what is not taken bind nothing."""
    named = (k for key in e.after for k in ([x.index for x in ways[key]] if key in ways else [key]))
    kept = tuple(dict.fromkeys(k for k in named if k in there and k != e.index))
    return replace(e, after=kept)


def _parts(
    e: DesignElement,
    way: Sequence[OutlineElement],
    in_order: bool,
    hours: Mapping[ElementKey, int],
    competences: Mapping[OutcomeKey, frozenset[CompetenceKey]],
) -> list[DesignElement]:
    """Elements of a way; each outcome of the choice is first taught in one that forms its competence."""
    home: dict[OutcomeKey, ElementKey] = {}
    for outcome in e.first:
        forming = [x for x in way if competences[outcome] & set(x.competences)]
        home[outcome] = (forming or list(way))[0].index
    made = []
    for n, x in enumerate(way):
        first = tuple(o for o in e.first if home[o] == x.index)
        before = (*e.after, *x.after, *((way[n - 1].index,) if in_order and n else ()))
        made.append(
            DesignElement(
                index=x.index,
                title=x.title,
                kind=x.kind,
                cycle=x.cycle,
                module=x.module,
                hours_min=x.hours_min,
                hours_wanted=min(max(hours.get(x.index, x.hours_min), x.hours_min), x.hours_max),
                hours_max=x.hours_max,
                mandatory_min=max(0, min(x.hours_min, x.hours_max - x.variative)),
                weight=e.weight / len(way),
                competences=x.competences,
                first=first,
                uses=e.uses,
                shares=_shares(e.shares, first, e.uses),
                after=before,
                attestations=x.attestations,
                employer_block=x.employer_block,
                semester_hours=x.semester_hours,
            )
        )
    return made


def _shares(
    shares: Iterable[HourShare], first: Sequence[OutcomeKey], uses: Sequence[OutcomeKey]
) -> tuple[HourShare, ...]:
    """Of the choice's shares those of a part's own outcomes, summing to 1 again."""
    own = [s for s in shares if s.outcome in first or s.outcome in uses]
    together = sum((s.weight for s in own), Fraction(0))
    return tuple(HourShare(s.outcome, s.weight / together) for s in own) if together else ()
