"""
Realistic programmes, made from a seed: shared workshops, employers' windows, teachers' hours, ways, overlap.

Invented, but shaped like the samples of the state standards: a year of school subjects where the programme has more
than one, disciplines, professional modules of two courses, training and work practice and an exam, final attestation;
hours close to those of a term of so many years. The same seed gives the same programme.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from remeslo.core.base.calendar import AcademicCalendar, YearLayout, academic_calendar
from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.element import LinkKind, Precedence, TermElement
from remeslo.core.curriculum.links import module_links
from remeslo.core.curriculum.problem import Choice, RuleValue, TermProblem
from remeslo.core.curriculum.resources import Need, Resource, ResourceKey
from remeslo.core.curriculum.rules import Rule, rules_from_pack
from remeslo.interchange.normpack import builtin

DAY = date(2026, 9, 1)
HOURS_A_YEAR = 1476
WEEK = 36
SCHOOL = (72, 108, 136, 72, 72, 72, 340, 144, 180, 72, 36, 72, 68, 32)
"""Hours of the school subjects, together a year's."""
HOLIDAYS = ((11, 4), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12))
"""Months and days of public holidays inside semesters."""
DAY_HOURS = 6

LARGE = 100
"""Programmes of more elements have more modules than the norm allows exams; the last ones then end without."""
TEN = (
    (1, 60, 1),
    (2, 64, 1),
    (3, 66, 2),
    (4, 74, 2),
    (5, 80, 2),
    (6, 70, 3),
    (7, 78, 3),
    (8, 84, 3),
    (9, 80, 4),
    (10, 90, 4),
)
"""Seed, elements and years of the ten programmes of the table."""


def programme(seed: int, *, elements: int, years: int) -> TermProblem:
    """
    A programme of about so many elements whose hours close to so many years.

    Two in five hours of the professional part are practice. Every third module may have its work practice at an
    employer, who takes the group in the later half of semesters, or at the resource centre. Training practice and half
    of the laboratory hours take one of three workshops, which other groups have in some weeks. Each discipline and
    course has a teacher with so many hours a week, who is away for two weeks a year. The second course of a module
    begins when half of the first is done. A quarter of the professional elements may be longer or shorter.
    """
    return _Maker(Random(seed), elements, years).problem(f"realistic-{seed}-{elements}-{years}")


@dataclass
class _Maker:
    """One programme on its way."""

    random: Random
    elements: int
    years: int
    made: list[TermElement] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    ways: list[Choice] = field(default_factory=list)

    def problem(self, key: str) -> TermProblem:
        total = HOURS_A_YEAR * self.years
        self.calendar = _with_holidays(academic_calendar(2026, (YearLayout(),) * (self.years + 1)))
        school = SCHOOL if self.years > 1 else ()
        final = 216 if self.years > 2 else WEEK
        modules = max(2, (self.elements - len(school) - 1) // 9)
        general = max(3, self.elements - len(school) - 1 - modules * 5 - modules // 3)
        left = total - sum(school) - final
        practice = max(2 * modules, left * 4 // 10 // WEEK)
        shares = self._shares((left - practice * WEEK - modules * 6) // 2, general + modules * 2)
        self._workshops()
        for n, hours in enumerate(school, start=1):
            self._add(f"ОУД.{n:02}", ElementKind.SCHOOL, hours)
        self._general([2 * n for n in shares[:general]])
        weeks = self._shares(practice, modules * 2)
        for m in range(modules):
            courses = [2 * n for n in shares[general + 2 * m : general + 2 * m + 2]]
            self._module(m + 1, courses, weeks[2 * m : 2 * m + 2])
        self._close(total - final)
        self._teachers()
        self._add("ГИА", ElementKind.FINAL_ATTESTATION, final)
        pack = builtin()["ru-spo-specialist-2021" if self.years > 2 else "ru-spo-worker-2021"]
        rules = {
            **rules_from_pack(pack, day=DAY, kind="", base="", total_hours=total, standard="invented"),
            Rule.HOLIDAY_HOURS_RECOVERED: RuleValue(1, "invented", False),
        }
        return TermProblem(
            key=key,
            calendar=self.calendar,
            elements=module_links(self._attested(self._demanded())),
            rules=rules,
            resources=tuple(self.resources),
            ways=tuple(self.ways),
        )

    def _shares(self, amount: int, count: int) -> list[int]:
        """An amount in so many parts, each at least one, of unequal size."""
        weights = [self.random.randint(4, 12) for _ in range(count)]
        parts = [max(1, amount * w // sum(weights)) for w in weights]
        while sum(parts) > amount:
            parts[parts.index(max(parts))] -= 1
        parts[-1] += amount - sum(parts)
        return parts

    def _add(self, key: str, kind: ElementKind, hours: int, **more: object) -> None:
        whole = kind not in (ElementKind.SCHOOL, ElementKind.THEORY, ElementKind.ATTESTATION)
        basis = TermElement(
            key=ElementKey(key),
            title=key,
            kind=kind,
            hours_min=hours,
            hours_wanted=hours,
            hours_max=hours,
            whole_weeks=whole,
        )
        self.made.append(replace(basis, **more))  # type: ignore[arg-type]

    def _workshops(self) -> None:
        """Three workshops; other groups have each of them for blocks of two to four weeks, a third of the time."""
        for n in range(1, 4):
            taken: dict[int, int] = {}
            week = self.random.randint(2, 8)
            while week < len(self.calendar):
                long = self.random.randint(2, 4)
                taken.update({w: self.random.choice((0, 0, 12)) for w in range(week, week + long)})
                week += long + self.random.randint(5, 9)
            self.resources.append(
                Resource(key=ResourceKey(f"мастерская-{n}"), title=f"Мастерская {n}", capacity=WEEK, by_week=taken)
            )
        self.resources.append(
            Resource(key=ResourceKey("центр"), title="Ресурсный центр", capacity=WEEK, by_week=self._centre())
        )

    def _centre(self) -> dict[int, int]:
        """The resource centre has no place in the first ten weeks of an autumn."""
        return {w.index: 0 for c in self.calendar.courses for w in self.calendar.of_course(c)[:10]}

    def _general(self, hours: Sequence[int]) -> None:
        """Disciplines; every fourth one after an earlier one, every third of bounded pace."""
        for n, h in enumerate(hours, start=1):
            before = ElementKey(f"ОП.{self.random.randint(1, n - 1):02}") if n > 1 and n % 4 == 0 else None
            after = (Precedence(before),) if before else ()
            pace = self.random.choice((WEEK, WEEK, 8))
            self._add(f"ОП.{n:02}", ElementKind.THEORY, h, after=after, max_hours_per_week=pace)

    def _module(self, m: int, courses: Sequence[int], weeks: Sequence[int]) -> None:
        name, workshop = f"ПМ.{m:02}", ResourceKey(f"мастерская-{m % 3 + 1}")
        basis = self.random.choice([e.key for e in self.made if e.kind is ElementKind.THEORY and e.module is None])
        first, second = ElementKey(f"МДК.{m:02}.01"), ElementKey(f"МДК.{m:02}.02")
        half = Precedence(first, LinkKind.PARTIAL, 1, Fraction(1, 2))
        lab = (Need(workshop, Fraction(1, 2)),)
        self._add(first, ElementKind.THEORY, courses[0], module=name, after=(Precedence(basis),))
        self._add(second, ElementKind.THEORY, courses[1], module=name, after=(half,), needs=lab)
        training = (Need(workshop),)
        self._add(f"УП.{m:02}", ElementKind.TRAINING_PRACTICE, weeks[0] * WEEK, module=name, needs=training)
        self._work_practice(m, name, weeks[1])
        self._add(f"{name}.Э", ElementKind.ATTESTATION, 6, module=name)

    def _work_practice(self, m: int, name: str, weeks: int) -> None:
        """At an employer; in every third module at the resource centre instead, if that suits better."""
        key, hours = f"ПП.{m:02}", weeks * WEEK
        if m % 3:
            self._add(key, ElementKind.WORK_PRACTICE, hours, module=name)
            return
        window = self._window(weeks)
        self._add(key, ElementKind.WORK_PRACTICE, hours, module=name, weeks_allowed=window, optional=True)
        centre = {"module": name, "needs": (Need(ResourceKey("центр")),), "optional": True}
        self._add(f"{key}.Ц", ElementKind.WORK_PRACTICE, hours, **centre)
        ways = (frozenset({ElementKey(key)}), frozenset({ElementKey(f"{key}.Ц")}))
        self.ways.append(Choice(key, ways))

    def _window(self, weeks: int) -> frozenset[int]:
        """An employer takes students in the later half of the semesters of the last two courses."""
        open_: set[int] = set()
        for semester in range(max(1, 2 * self.years - 2), 2 * self.years + 3):
            places = self.calendar.of_semester(semester)
            open_.update(w.index for w in places[-max(weeks + 4, len(places) // 2) :])
        return frozenset(open_)

    def _close(self, hours: int) -> None:
        """The hours that rounding left over, to the longest discipline; of two ways one is counted."""
        counted = sum(e.hours_min for e in self.made if not e.key.endswith(".Ц"))
        longest = max(
            (n for n, e in enumerate(self.made) if e.kind is ElementKind.THEORY and e.module is None),
            key=lambda n: self.made[n].hours_min,
        )
        e = self.made[longest]
        volume = e.hours_min + hours - counted
        self.made[longest] = replace(e, hours_min=volume, hours_wanted=volume, hours_max=volume)

    def _teachers(self) -> None:
        """Six elements a teacher; hours a week twice as many as an even year would ask, two weeks a year away."""
        taught = [n for n, e in enumerate(self.made) if e.kind in (ElementKind.SCHOOL, ElementKind.THEORY)]
        self.random.shuffle(taught)
        study = 41 * self.years * 6 // 10
        for t in range(0, len(taught), 6):
            key = ResourceKey(f"преподаватель-{t // 6 + 1}")
            hours = sum(self.made[n].hours_min for n in taught[t : t + 6])
            capacity = max(12, 2 * -(-hours // study))
            away = {self.random.randrange(52 * c, 52 * c + 40) for c in range(self.years + 1) for _ in range(2)}
            self.resources.append(
                Resource(
                    key=key, title=f"Преподаватель {t // 6 + 1}", capacity=capacity, by_week=dict.fromkeys(away, 0)
                )
            )
            for n in taught[t : t + 6]:
                self.made[n] = replace(self.made[n], needs=(*self.made[n].needs, Need(key)))

    def _attested(self, elements: Sequence[TermElement]) -> list[TermElement]:
        """Exams and credits as many as the years bear, the rest other forms of control."""
        exams, credits_ = 7 * self.years, 9 * self.years
        found = []
        for n, e in enumerate(elements):
            form = AttestationForm.OTHER
            if e.kind is ElementKind.FINAL_ATTESTATION:
                found.append(e)
                continue
            if e.kind is ElementKind.ATTESTATION and (exams > -self.years or self.elements <= LARGE):
                form, exams = AttestationForm.MODULE_EXAM, exams - 1
            elif n % 5 == 0 and exams > 0 and e.kind in (ElementKind.SCHOOL, ElementKind.THEORY):
                form, exams = AttestationForm.EXAM, exams - 1
            elif credits_ > 0 and not e.optional:
                form, credits_ = AttestationForm.GRADED_CREDIT, credits_ - 1
            found.append(replace(e, attestations=(AttestationMark(form),)))
        return found

    def _demanded(self) -> list[TermElement]:
        """Every fourth course or practice may be longer or shorter; demand weighs it."""
        found = []
        for n, e in enumerate(self.made):
            step = WEEK if e.whole_weeks else 2
            flexible = n % 4 == 0 and e.module is not None and e.kind is not ElementKind.ATTESTATION and not e.optional
            if not flexible or e.hours_min <= 2 * step:
                found.append(replace(e, mandatory_min=e.hours_min * 6 // 10))
                continue
            off = max(step, e.hours_min // 4 // step * step)
            found.append(
                replace(
                    e,
                    hours_min=e.hours_min - off,
                    hours_wanted=self.random.choice((e.hours_min, e.hours_min + off)),
                    hours_max=e.hours_min + off,
                    weight=Fraction(self.random.randint(1, 9), self.random.choice((1, 2, 4))),
                    mandatory_min=(e.hours_min - off) * 6 // 10,
                )
            )
        return found


def _with_holidays(calendar: AcademicCalendar) -> AcademicCalendar:
    """Study weeks lose the hours of the public holidays on their working days."""

    def lost(monday: date) -> int:
        days = (monday + timedelta(days=n) for n in range(6))
        return DAY_HOURS * sum(1 for d in days if (d.month, d.day) in HOLIDAYS)

    return AcademicCalendar(tuple(replace(w, hours_lost=lost(w.monday)) if w.is_study else w for w in calendar))
