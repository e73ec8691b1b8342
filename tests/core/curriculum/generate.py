"""Realistic programmes of any size, for tests and benchmarks: the same seed gives the same programme."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from random import Random

from remeslo.core.base.calendar import AcademicCalendar, YearLayout, academic_calendar
from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.links import module_links
from remeslo.core.curriculum.problem import Precedence, TermElement, TermProblem
from remeslo.core.curriculum.rules import rules_from_pack
from remeslo.interchange.normpack import builtin

HOURS_A_YEAR = 1476
SCHOOL = (72, 108, 136, 72, 72, 72, 340, 144, 180, 72, 36, 72, 68, 32)
"""Hours of the school subjects, together a year's; as in the samples."""
WEEK = 36


def programme(seed: int, *, elements: int, years: int, windows: bool = True) -> TermProblem:
    """
    A programme of about so many elements whose hours close to so many years.

    Four in ten hours of the professional part are practice; every third work practice has an employer's window; the
    disciplines have ordinary prerequisites; a quarter of the elements may be longer or shorter, with weights of demand.
    """
    return _Maker(Random(seed), elements, years, windows).problem(f"generated-{seed}-{elements}-{years}")


@dataclass
class _Maker:
    """One programme on its way."""

    random: Random
    elements: int
    years: int
    windows: bool
    made: list[TermElement] = field(default_factory=list)

    def problem(self, key: str) -> TermProblem:
        total = HOURS_A_YEAR * self.years
        calendar = academic_calendar(2026, (YearLayout(),) * (self.years + 1))
        school = SCHOOL if self.years > 1 else ()
        final = 216 if self.years > 2 else WEEK
        modules = max(1, (self.elements - len(school) - 1) // 9)
        general = max(2, self.elements - len(school) - 1 - modules * 5)
        left = total - sum(school) - final
        practice = left * 4 // 10 // WEEK
        theory = left - practice * WEEK - modules * 6
        shares = self._shares(theory // 2, general + modules * 2)
        self._school(school)
        self._general([2 * n for n in shares[:general]])
        weeks = self._shares(practice, modules * 2)
        for m in range(modules):
            courses = [2 * n for n in shares[general + 2 * m : general + 2 * m + 2]]
            self._module(m + 1, courses, weeks[2 * m : 2 * m + 2], calendar)
        missing = total - final - sum(e.hours_min for e in self.made)
        self._lengthen(missing)
        self.made.append(_element("ГИА", ElementKind.FINAL_ATTESTATION, final))
        pack = builtin()["ru-spo-specialist-2021" if self.years > 2 else "ru-spo-worker-2021"]
        rules = rules_from_pack(pack, day=date(2026, 9, 1), kind="", base="", total_hours=total)
        return TermProblem(key, calendar, module_links(self._demanded(self._attested(self.made))), rules)

    def _shares(self, amount: int, count: int) -> list[int]:
        """An amount in so many parts, each at least one, of unequal size."""
        weights = [self.random.randint(4, 12) for _ in range(count)]
        parts = [max(1, amount * w // sum(weights)) for w in weights]
        parts[-1] = max(1, parts[-1] + amount - sum(parts))
        return parts

    def _school(self, hours: Sequence[int]) -> None:
        for n, h in enumerate(hours, start=1):
            self.made.append(_element(f"ОУД.{n:02}", ElementKind.SCHOOL, h))

    def _general(self, hours: Sequence[int]) -> None:
        """Disciplines; every fourth one after an earlier one."""
        for n, h in enumerate(hours, start=1):
            after = (ElementKey(f"ОП.{self.random.randint(1, n - 1):02}"),) if n > 1 and n % 4 == 0 else ()
            pace = self.random.choice((WEEK, WEEK, 8))
            self.made.append(_element(f"ОП.{n:02}", ElementKind.THEORY, h, after=after, pace=pace))

    def _module(self, m: int, courses: Sequence[int], weeks: Sequence[int], calendar: AcademicCalendar) -> None:
        name = f"ПМ.{m:02}"
        basis = self.random.choice([e.key for e in self.made if e.kind is ElementKind.THEORY])
        for n, h in enumerate(courses, start=1):
            after = (basis,) if n == 1 else ()
            self.made.append(_element(f"МДК.{m:02}.{n:02}", ElementKind.THEORY, h, module=name, after=after))
        self.made.append(_element(f"УП.{m:02}", ElementKind.TRAINING_PRACTICE, weeks[0] * WEEK, module=name))
        window = self._window(m, weeks[1], calendar) if self.windows and m % 3 == 0 else None
        self.made.append(_element(f"ПП.{m:02}", ElementKind.WORK_PRACTICE, weeks[1] * WEEK, module=name, window=window))
        self.made.append(_element(f"{name}.Э", ElementKind.ATTESTATION, 6, module=name))

    def _window(self, m: int, weeks: int, calendar: AcademicCalendar) -> frozenset[int]:
        """An employer takes students in the later half of the semesters of the last courses."""
        open_: set[int] = set()
        for semester in range(2 * self.years - 1 - m % 2, 2 * self.years + 3):
            places = calendar.of_semester(semester)
            open_.update(w.index for w in places[-max(weeks + 4, len(places) // 2) :])
        return frozenset(open_)

    def _lengthen(self, hours: int) -> None:
        """The hours that rounding left over, to the longest discipline (in pairs)."""
        longest = max(
            (n for n, e in enumerate(self.made) if e.kind is ElementKind.THEORY and e.module is None),
            key=lambda n: self.made[n].hours_min,
        )
        e = self.made[longest]
        self.made[longest] = _element(
            e.key, e.kind, e.hours_min + hours, after=tuple(p.before for p in e.after), pace=e.max_hours_per_week
        )

    def _attested(self, elements: Sequence[TermElement]) -> list[TermElement]:
        """Exams and credits as many as the years bear, the rest other forms of control."""
        exams, credits_ = 7 * self.years, 9 * self.years
        found = []
        for n, e in enumerate(elements):
            form = AttestationForm.OTHER
            if e.kind is ElementKind.ATTESTATION:
                form, exams = AttestationForm.MODULE_EXAM, exams - 1
            elif e.kind is ElementKind.FINAL_ATTESTATION:
                found.append(e)
                continue
            elif n % 5 == 0 and exams > 0 and e.kind in (ElementKind.SCHOOL, ElementKind.THEORY):
                form, exams = AttestationForm.EXAM, exams - 1
            elif credits_ > 0:
                form, credits_ = AttestationForm.GRADED_CREDIT, credits_ - 1
            found.append(_with(e, attestations=(AttestationMark(form),)))
        return found

    def _demanded(self, elements: Sequence[TermElement]) -> list[TermElement]:
        """Every fourth course or practice may be longer or shorter; demand weighs it."""
        found = []
        for n, e in enumerate(elements):
            step = WEEK if e.whole_weeks else 2
            flexible = n % 4 == 0 and e.module is not None and e.kind is not ElementKind.ATTESTATION
            if not flexible or e.hours_min <= 2 * step:
                found.append(_with(e, mandatory_min=e.hours_min * 6 // 10))
                continue
            off = max(step, e.hours_min // 4 // step * step)
            low, high = e.hours_min - off, e.hours_min + off
            weight = Fraction(self.random.randint(1, 9), self.random.choice((1, 2, 4)))
            found.append(
                _with(
                    e,
                    hours_min=low,
                    hours_wanted=self.random.choice((e.hours_min, high)),
                    hours_max=high,
                    weight=weight,
                    mandatory_min=low * 6 // 10,
                )
            )
        return found


def _element(
    key: str,
    kind: ElementKind,
    hours: int,
    *,
    module: str | None = None,
    after: tuple[ElementKey, ...] = (),
    pace: int = WEEK,
    window: frozenset[int] | None = None,
) -> TermElement:
    whole = kind not in (ElementKind.SCHOOL, ElementKind.THEORY, ElementKind.ATTESTATION)
    return TermElement(
        key=ElementKey(key),
        title=key,
        kind=kind,
        hours_min=hours,
        hours_wanted=hours,
        hours_max=hours,
        after=tuple(Precedence(k) for k in after),
        whole_weeks=whole,
        max_hours_per_week=pace,
        weeks_allowed=window,
        module=module,
    )


def _with(e: TermElement, **changes: object) -> TermElement:
    return replace(e, **changes)  # type: ignore[arg-type]
