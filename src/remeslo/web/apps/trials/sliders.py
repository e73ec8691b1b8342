"""The settings that a page of sliders offers for a term problem, and the changes that a filled form asks for."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from remeslo.core.base.elements import ElementKind
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.rules import Rule
from remeslo.core.curriculum.whatif.change import Aspect, Change, ChangeRefused, Decider
from remeslo.core.curriculum.whatif.law import decides
from remeslo.core.curriculum.whatif.spelling import parse, spell
from remeslo.interchange.sentences import as_language, label
from remeslo.web.apps.trials.slider import Part, Slider


@dataclass(frozen=True, slots=True)
class Switch:
    """A thing to recognise as learnt already: a module or an element."""

    change: str
    title: str
    hours: int
    decides: Decider
    is_on: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, with the form's values in it."""

    sliders: tuple[Slider, ...]
    switches: tuple[Switch, ...]

    @property
    def changes(self) -> tuple[str, ...]:
        """The changes that the form asks for, in the order of the page."""
        moved = [c for s in self.sliders if (c := s.change)]
        return (*moved, *(s.change for s in self.switches if s.is_on))

    def of(self, part: Part) -> list[Slider]:
        """The sliders of one part."""
        return [s for s in self.sliders if s.part is part]

    @property
    def recognised(self) -> bool:
        """True when something is switched on."""
        return any(s.is_on for s in self.switches)

    @property
    def parts(self) -> list[tuple[str, list[Slider]]]:
        """Parts that have sliders, with their words."""
        words = {
            Part.WEEK: _("Weeks and their load"),
            Part.ATTESTATION: _("Attestations a year"),
            Part.VOLUME: _("Volumes"),
            Part.RESOURCE: _("Workshops and teachers"),
            Part.WINDOW: _("Windows of employers and workshops"),
        }
        return [(words[p], self.of(p)) for p in Part if self.of(p)]


_RULES: Sequence[tuple[Rule, Part, int, int, int]] = (
    (Rule.WEEK_MAX_HOURS, Part.WEEK, 8, 8, 1),
    (Rule.EXAMS_PER_YEAR_MAX, Part.ATTESTATION, 5, 5, 1),
    (Rule.CREDITS_PER_YEAR_MAX, Part.ATTESTATION, 6, 6, 1),
    (Rule.TOTAL_HOURS, Part.VOLUME, 360, 0, 36),
    (Rule.PRACTICE_HOURS_MIN, Part.VOLUME, 360, 0, 36),
    (Rule.DISCIPLINES_HOURS_MIN, Part.VOLUME, 360, 0, 36),
    (Rule.MANDATORY_SHARE_MAX, Part.VOLUME, 20, 20, 5),
)
"""Rule, part of the page, how far down and up, step (per cent for the share)."""


def settings_of(problem: TermProblem, asked: Iterable[str] = ()) -> Settings:
    """The settings of a problem with what a question asked for already set."""
    changes = {}
    for text in asked:
        try:
            change = parse(text)
        except ChangeRefused:
            continue
        changes[change.aspect, change.key] = change
    sliders = tuple(_set(s, changes) for s in _sliders(problem))
    return Settings(sliders, tuple(_switches(problem, changes)))


def filled(problem: TermProblem, form: Mapping[str, Any], recognised: Sequence[str]) -> Settings:
    """The settings as a form has them; what is not a number, or out of range, stays as it is now."""
    base = settings_of(problem)
    wanted = [_from_form(s, form.get(s.name)) for s in base.sliders]
    known = {s.change for s in base.switches}
    return settings_of(problem, [*(c for c in wanted if c), *(r for r in recognised if r in known)])


def _from_form(slider: Slider, written: object) -> str | None:
    text = str(written or "")
    if not text.removeprefix("-").isascii() or not text.removeprefix("-").isdigit() or len(text) > 7:
        return None
    value = max(slider.least, min(slider.most, int(text)))
    return _at(slider, value).change


def _at(slider: Slider, value: int) -> Slider:
    return replace(slider, value=value)


def _set(slider: Slider, changes: Mapping[tuple[Aspect, str], Change]) -> Slider:
    own = parse(slider.name)
    change = changes.get((own.aspect, own.key))
    if change is None or change.is_gone:
        return slider
    if slider.percent and change.to is not None:
        return _at(slider, int(change.to * 100))
    return _at(slider, int(change.value(slider.now)))


def _sliders(problem: TermProblem) -> Iterator[Slider]:
    language = as_language(get_language() or "ru")
    for rule, part, down, up, step in _RULES:
        if (held := problem.rules.get(rule)) is None:
            continue
        percent = rule is Rule.MANDATORY_SHARE_MAX
        now = int(held.amount * 100) if percent else int(held.amount)
        unit = "%" if percent else _rule_unit(rule)
        title = label(f"rule.{rule}", language)
        yield _judged(problem, rule.value, part, title, unit, now, down, up, step, percent=percent)
    yield from _vacations(problem)
    for r in problem.resources:
        yield _judged(
            problem, f"resource:{r.key}", Part.RESOURCE, r.title, "", r.capacity, r.capacity, max(10, r.capacity), 1
        )
    for p in problem.people:
        yield _judged(problem, f"person:{p.key}", Part.RESOURCE, p.title, _("h"), p.weekly_hours, p.weekly_hours, 18, 1)
    for skill in sorted({n.skill for e in problem.elements for n in e.staff}):
        title = _("More teachers: %(skill)s") % {"skill": skill}
        yield _judged(problem, f"skill:{skill}", Part.RESOURCE, title, "", 0, 0, 4, 1, steps=True)
    for e in problem.elements:
        if e.weeks_allowed is not None:
            title = _("%(element)s: window wider on both sides") % {"element": f"{e.key} {e.title}"}
            yield _judged(problem, f"window:{e.key}", Part.WINDOW, title, _("wk"), 0, 0, 12, 1, steps=True)


def _vacations(problem: TermProblem) -> Iterator[Slider]:
    counts = {c: sum(not w.is_study for w in problem.calendar.of_course(c)) for c in problem.calendar.courses}
    if len(set(counts.values())) == 1:
        now = next(iter(counts.values()))
        title = _("Vacation weeks, every year")
        yield _judged(problem, "vacation", Part.WEEK, title, _("wk"), now, min(now, 11), 6, 1)
    else:
        for course, now in counts.items():
            title = _("Vacation weeks, year %(n)s") % {"n": course}
            yield _judged(problem, f"vacation:{course}", Part.WEEK, title, _("wk"), now, min(now, 11), 6, 1)


def _judged(
    problem: TermProblem,
    name: str,
    part: Part,
    title: str,
    unit: str,
    now: int,
    down: int,
    up: int,
    step: int,
    *,
    percent: bool = False,
    steps: bool = False,
) -> Slider:
    least = max(step if part is Part.VOLUME else 0, now - down)
    most = min(100, now + up) if percent else now + up
    least += (now - least) % step
    one = Slider(
        name=name,
        part=part,
        title=title[:1].upper() + title[1:],
        unit=unit,
        now=now,
        least=least,
        most=most,
        step=step,
        steps=steps,
        percent=percent,
        value=now,
    )
    return replace(
        one,
        law_below=_first_forbidden(problem, one, range(now - step, least - 1, -step)),
        law_above=_first_forbidden(problem, one, range(now + step, most + 1, step)),
    )


def _first_forbidden(problem: TermProblem, slider: Slider, values: range) -> int | None:
    """The first of the values that the norms forbid; once they do, they forbid all that follow."""

    def is_forbidden(value: int) -> bool:
        return _who(problem, _at(slider, value)) is Decider.LAW

    if not values or not is_forbidden(values[-1]):
        return None
    return values[bisect_left(values, True, key=is_forbidden)]


def _who(problem: TermProblem, slider: Slider) -> Decider | None:
    try:
        return decides(problem, parse(slider.change or slider.name))
    except (ChangeRefused, KeyError):
        return None


def _switches(problem: TermProblem, changes: Mapping[tuple[Aspect, str], Change]) -> Iterator[Switch]:
    """Modules, then elements outside modules that are not attestations."""
    modules: dict[str, list[int]] = {}
    for e in problem.elements:
        if e.module:
            modules.setdefault(e.module, []).append(e.hours_wanted)
    for module, hours in modules.items():
        yield _switch(problem, module, module, sum(hours), changes)
    kept = (ElementKind.FINAL_ATTESTATION, ElementKind.ATTESTATION)
    for e in problem.elements:
        if not e.module and e.kind not in kept:
            yield _switch(problem, e.key, f"{e.key} {e.title}", e.hours_wanted, changes)


def _switch(
    problem: TermProblem, key: str, title: str, hours: int, changes: Mapping[tuple[Aspect, str], Change]
) -> Switch:
    change = Change(Aspect.RECOGNISE, key)
    return Switch(spell(change), title, hours, decides(problem, change), (Aspect.RECOGNISE, key) in changes)


def _rule_unit(rule: Rule) -> str:
    hours = {Rule.WEEK_MAX_HOURS, Rule.TOTAL_HOURS, Rule.PRACTICE_HOURS_MIN, Rule.DISCIPLINES_HOURS_MIN}
    return _("h") if rule in hours else ""
