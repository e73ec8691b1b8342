"""Rows of ПланыНовыеЧасы and the loads and controls of the neutral value: one into the other and back."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from remeslo.core.base.elements import AttestationForm
from remeslo.core.competence.studyplan.work import Aspect, Control, Load, LoadKind, LoadUnit
from remeslo.interchange.plx import vocabulary as v

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Work:
    """A row of СправочникВидыРабот: its code, type and name."""

    code: str
    type: str
    name: str

    @property
    def is_control(self) -> bool:
        """True for forms of control, false for work with hours."""
        return self.type == v.CONTROL_TYPE or (not self.type and self.code in v.CONTROLS)

    @property
    def form(self) -> AttestationForm:
        """The form of control that comes nearest."""
        if self.code in v.CONTROLS:
            return v.CONTROLS[self.code]
        folded = self.name.casefold()
        return next((form for word, form in v.CONTROL_WORDS if word in folded), AttestationForm.OTHER)

    @property
    def kind(self) -> tuple[LoadKind, LoadUnit]:
        """Kind of work and what its amount counts."""
        if self.is_control:
            return LoadKind.OTHER, LoadUnit.COUNT
        return v.WORKS.get(self.code) or (v.WORK_KINDS.get(self.type, LoadKind.OTHER), LoadUnit.HOURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Semester over all courses (0: none), or the course alone, and the session."""

    semester: int
    course: int
    session: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row: what work, in which aspect, where, and three amounts."""

    place: Place
    work: Work
    aspect: Aspect
    aspect_name: str = ""
    amount: Decimal = _ZERO
    weeks: Decimal = _ZERO
    days: Decimal = _ZERO

    @property
    def control(self) -> Control | None:
        """The control that the row is, if it is one."""
        if not self.work.is_control or self.aspect is not Aspect.VOLUME or self.amount <= 0:
            return None
        p = self.place
        return Control(
            semester=p.semester,
            course=p.course,
            session=p.session,
            form=self.work.form,
            name=self.work.name,
            count=self.amount,
        )

    def loads(self) -> Iterator[Load]:
        """The amounts of work that the row is: its amount, then weeks and days where it has any."""
        kind, unit = self.work.kind
        has_time = self.weeks > 0 or self.days > 0
        if self.control is None and (self.amount > 0 or not has_time):
            yield self._load(kind, unit, self.amount)
        if self.weeks > 0:
            yield self._load(kind, LoadUnit.WEEKS, self.weeks)
        if self.days > 0:
            yield self._load(kind, LoadUnit.DAYS, self.days)

    def _load(self, kind: LoadKind, unit: LoadUnit, amount: Decimal) -> Load:
        p = self.place
        return Load(
            semester=p.semester,
            course=p.course,
            session=p.session,
            kind=kind,
            unit=unit,
            amount=amount,
            aspect=self.aspect,
            aspect_name=self.aspect_name,
            name=self.work.name,
        )
