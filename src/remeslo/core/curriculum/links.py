"""Order between elements: what a professional module implies, and every link that binds in a problem."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from remeslo.core.base.elements import AttestationForm, ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.element import LinkKind, Precedence, TermElement, share_group
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.rules import Rule, binds
from remeslo.core.curriculum.volumes import PRACTICE_KINDS

MODULE_EXAM_FORMS = frozenset({AttestationForm.MODULE_EXAM, AttestationForm.QUALIFICATION_EXAM})
_COURSE_KINDS = frozenset({ElementKind.THEORY, ElementKind.LABORATORY})
_STAGES = (ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE)


@dataclass(frozen=True, slots=True)
class Link:
    """
    ``after`` follows ``before``, see `Precedence`.

    ``rule``: the switch rule behind it, ``None`` when the programme itself asks.
    """

    before: ElementKey
    after: ElementKey
    kind: LinkKind
    lag_weeks: int
    rule: Rule | None = None
    share: Fraction = Fraction(1)
    max_lag_weeks: int | None = None


def is_module_exam(element: TermElement) -> bool:
    """True for an exam that closes a professional module."""
    return (
        element.kind is ElementKind.ATTESTATION
        and element.module is not None
        and any(m.form in MODULE_EXAM_FORMS for m in element.attestations)
    )


def is_final(element: TermElement) -> bool:
    """True for the final attestation."""
    return element.kind is ElementKind.FINAL_ATTESTATION


def module_links(elements: Sequence[TermElement]) -> tuple[TermElement, ...]:
    """
    The elements with the customary order added to their own ``after``.

    Inside a module: a training practice begins not before the first course of the module; a work practice begins
    after the module's training practices have ended; the module exam comes when all else of the module has ended (in
    the same week at the earliest). Pre-diploma practice follows every other practice. The final attestation follows
    everything. A link that an element already has between the same two is kept as it is, and nothing is added that
    would close a circle with the links the elements bring.
    """
    added = dict[ElementKey, list[Precedence]]()
    following: dict[ElementKey, set[ElementKey]] = {e.key: set() for e in elements}
    for e in elements:
        for p in e.after:
            following.setdefault(p.before, set()).add(e.key)
    for link in customary_links(elements):
        if link.after not in following[link.before] and not _reaches(link.after, link.before, following):
            following[link.before].add(link.after)
            added.setdefault(link.after, []).append(Precedence(link.before, link.kind, link.lag_weeks))
    return tuple(replace(e, after=(*e.after, *added[e.key])) if e.key in added else e for e in elements)


def customary_links(elements: Sequence[TermElement]) -> Iterator[Link]:
    """The customary order of `module_links`, as links."""
    modules = list(dict.fromkeys(e.module for e in elements if e.module is not None and not is_final(e)))
    for name in modules:
        yield from _inside_module([e for e in elements if e.module == name and not is_final(e)])
    practices = [e for e in elements if e.kind in PRACTICE_KINDS]
    for last in practices:
        if last.kind is ElementKind.PREDIPLOMA_PRACTICE:
            early = (e for e in practices if e.kind is not ElementKind.PREDIPLOMA_PRACTICE)
            others = (e for e in early if share_group(e, last))
            yield from (Link(e.key, last.key, LinkKind.FINISH_START, 1) for e in others)
    yield from final_links(elements)


def final_links(elements: Sequence[TermElement]) -> Iterator[Link]:
    """Final attestation follows everything else, not before the next study week."""
    rule = Rule.FINAL_ATTESTATION_LAST
    for final in elements:
        if is_final(final):
            others = (e for e in elements if not is_final(e) and share_group(e, final))
            yield from (Link(e.key, final.key, LinkKind.FINISH_START, 1, rule) for e in others)


def exam_links(elements: Sequence[TermElement]) -> Iterator[Link]:
    """A module exam follows everything else of its module, in the same week at the earliest."""
    rule = Rule.MODULE_EXAM_LAST
    for exam in elements:
        if is_module_exam(exam):
            module = (e for e in elements if e.module == exam.module and share_group(e, exam))
            others = (e for e in module if not is_module_exam(e) and not is_final(e))
            yield from (Link(e.key, exam.key, LinkKind.FINISH_START, 0, rule) for e in others)


def all_links(problem: TermProblem, *, soft: bool = True) -> tuple[Link, ...]:
    """
    Every link that binds: those of the elements, and those of the switch rules; each pair, kind and share once, with
    its strictest lags.

    ``soft`` False leaves out the switch rules that the pack calls soft.
    """
    links = [
        Link(p.before, e.key, p.kind, p.lag_weeks, None, p.share, p.max_lag_weeks)
        for e in problem.elements
        for p in e.after
    ]
    for rule, make in ((Rule.FINAL_ATTESTATION_LAST, final_links), (Rule.MODULE_EXAM_LAST, exam_links)):
        if binds(problem, rule) and (soft or problem.rules[rule].hard):
            links.extend(make(problem.elements))
    strictest: dict[tuple[str, str, LinkKind, Fraction], Link] = {}
    for link in links:
        key = (link.before, link.after, link.kind, link.share)
        strictest[key] = _stricter(strictest[key], link) if key in strictest else link
    return tuple(strictest.values())


def _stricter(one: Link, other: Link) -> Link:
    longest = [n for n in (one.max_lag_weeks, other.max_lag_weeks) if n is not None]
    stricter = one if one.lag_weeks >= other.lag_weeks else other
    return replace(stricter, max_lag_weeks=min(longest, default=None))


def circle(keys: Iterable[ElementKey], links: Iterable[Link]) -> tuple[ElementKey, ...]:
    """
    Elements of one circle that no plan can satisfy, in order, the first one repeated at the end; empty when none.

    A link asks that something of ``before`` lies not later than the beginning of ``after``; round a circle that is
    only possible when no step asks for time: all start-start without lag. Such a circle is not reported.
    """
    following: dict[ElementKey, list[Link]] = {k: [] for k in keys}
    for link in links:
        following[link.before].append(link)
    for link in links:
        if link.kind is LinkKind.FINISH_START or link.lag_weeks > 0:
            path = _path(link.after, link.before, following)
            if path:
                return (link.before, *path)
    return ()


def _path(start: ElementKey, goal: ElementKey, following: dict[ElementKey, list[Link]]) -> tuple[ElementKey, ...]:
    """A shortest way along the links from start to goal, both named; empty when there is none."""
    came: dict[ElementKey, ElementKey | None] = {start: None}
    queue = [start]
    for here in queue:
        if here == goal:
            way: list[ElementKey] = []
            step: ElementKey | None = here
            while step is not None:
                way.append(step)
                step = came[step]
            return tuple(reversed(way))
        for link in following[here]:
            if link.after not in came:
                came[link.after] = here
                queue.append(link.after)
    return ()


def _inside_module(elements: Sequence[TermElement]) -> Iterator[Link]:
    first_course = next((e for e in elements if e.kind in _COURSE_KINDS), None)
    training = [e for e in elements if e.kind is ElementKind.TRAINING_PRACTICE]
    work = [e for e in elements if e.kind is ElementKind.WORK_PRACTICE]
    if first_course is not None:
        early = training or work
        yield from (Link(first_course.key, e.key, LinkKind.START_START, 0) for e in early)
    yield from (Link(t.key, w.key, LinkKind.FINISH_START, 1) for t in training for w in work)
    yield from exam_links(elements)


def _reaches(start: ElementKey, goal: ElementKey, following: Mapping[ElementKey, set[ElementKey]]) -> bool:
    reached, queue = {start}, [start]
    for here in queue:
        ahead = following.get(here, set()) - reached
        reached |= ahead
        queue.extend(ahead)
    return goal in reached
