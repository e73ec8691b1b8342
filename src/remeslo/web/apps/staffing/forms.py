"""Forms of people's pages."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from remeslo.core.base.keys import GroupKey, PersonKey, WorkshopKey
from remeslo.core.staffing.absence import Absence, AbsenceReason
from remeslo.core.staffing.course import CourseKey, Session, SessionKey
from remeslo.core.staffing.mentorship import Mentorship, MentorshipKey, Trainee
from remeslo.core.staffing.qualification import EvidenceKind, Qualification, QualificationKey
from remeslo.core.staffing.skills import LEVELS, SkillKey
from remeslo.interchange.clusterfile.valuetypes import KEY, LONGEST_KEY
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.staffing import words
from remeslo.web.apps.staffing.days import YEARS

_SANE = (MinValueValidator(date(YEARS[0], 1, 1)), MaxValueValidator(date(YEARS[-1], 12, 31)))


class PaperForm(forms.Form):
    """A paper of a person, as it lies on the desk."""

    skill = forms.ChoiceField(label=_("Skill"))
    level = forms.TypedChoiceField(label=_("Level"), coerce=int, initial=3)
    evidence = forms.ChoiceField(label=_("Shown by"), initial=EvidenceKind.CERTIFICATE.value)
    document = forms.CharField(label=_("Number or name of the paper"), max_length=200)
    since = forms.DateField(label=_("In force from"), validators=_SANE)
    until = forms.DateField(label=_("to"), required=False, validators=_SANE)

    def __init__(self, skills: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "skill", sorted(skills.items(), key=lambda item: item[1]))
        _choose(self, "level", [(n, f"{n} — {words.LEVELS[n]}") for n in LEVELS])
        _choose(self, "evidence", [(k.value, words.EVIDENCE[k]) for k in EvidenceKind])

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {}, "since", "until")

    def value(self, person: StaffMember) -> Qualification:
        """The paper; the same paper of the same person has the same key."""
        data = self.cleaned_data
        mark = hashlib.sha256(f"{person.key}|{data['skill']}|{data['document']}|{data['since']}".encode()).hexdigest()
        return Qualification(
            key=QualificationKey(f"paper-{mark[:16]}"),
            person=PersonKey(person.key),
            skill=SkillKey(data["skill"]),
            level=data["level"],
            evidence=EvidenceKind(data["evidence"]),
            document=data["document"],
            since=data["since"],
            until=data["until"],
        )


class DaysForm(forms.Form):
    """From a day to a day."""

    first = forms.DateField(label=_("From day"), validators=_SANE)
    last = forms.DateField(label=_("To day"), validators=_SANE)

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {}, "first", "last")


class AbsenceForm(DaysForm):
    """Days on which a person is away."""

    reason = forms.ChoiceField(label=_("Why"), initial=AbsenceReason.LEAVE.value)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "reason", [(r.value, words.ABSENCES[r]) for r in AbsenceReason])

    def value(self, person: StaffMember) -> Absence:
        """The absence."""
        data = self.cleaned_data
        reason = AbsenceReason(data["reason"])
        return Absence(person=PersonKey(person.key), first=data["first"], last=data["last"], reason=reason)


class SessionForm(DaysForm):
    """One more holding of a course, not begun yet on ``day``."""

    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=1000)

    def __init__(self, day: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def clean_first(self) -> date:
        """A day to come."""
        first: date = self.cleaned_data["first"]
        if first < self.day:
            raise forms.ValidationError(_("This day is over."))
        return first

    def value(self, course: CourseKey) -> Session:
        """The session; the same course and first day have the same key."""
        data = self.cleaned_data
        mark = hashlib.sha256(f"{course}|{data['first']}".encode()).hexdigest()[:16]
        return Session(
            key=SessionKey(f"session-{mark}"),
            course=course,
            first=data["first"],
            last=data["last"],
            places=data["places"],
        )


class MentorshipForm(forms.Form):
    """What a mentor is asked for; trainees are known by pseudonyms only."""

    mentor = forms.ChoiceField(label=_("Mentor"))
    group = forms.ChoiceField(label=_("Group"))
    workplace = forms.ChoiceField(label=_("Workplace"), required=False)
    trainees = forms.CharField(
        label=_("Trainees (pseudonyms)"), max_length=2000, help_text=_("One a line; never a name.")
    )
    first = forms.DateField(label=_("From day"), validators=_SANE)
    last = forms.DateField(label=_("To day"), validators=_SANE)
    hours_by_week = forms.IntegerField(label=_("Hours a week of each trainee"), min_value=0, max_value=60)
    mentor_hours = forms.IntegerField(label=_("Hours a week of the mentor"), min_value=0, max_value=60)
    content = forms.CharField(label=_("What is to be done"), max_length=1000)
    form = forms.CharField(label=_("How"), max_length=500, help_text=_("One to one, in a group, at the workplace."))
    pay = forms.DecimalField(label=_("Pay a month"), min_value=Decimal("0.01"), max_digits=10, decimal_places=2)

    def __init__(
        self,
        mentors: Mapping[str, str],
        groups: Iterable[str],
        workplaces: Iterable[tuple[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "mentor", list(mentors.items()))
        _choose(self, "group", [(g, g) for g in groups])
        _choose(self, "workplace", [("", "—"), *workplaces])

    def clean_trainees(self) -> tuple[str, ...]:
        """Pseudonyms, each once."""
        keys = [line.strip() for line in self.cleaned_data["trainees"].splitlines() if line.strip()]
        if any(not re.fullmatch(KEY, k) or len(k) > LONGEST_KEY for k in keys):
            raise forms.ValidationError(_("A pseudonym has no spaces: names of learners do not belong here."))
        return tuple(dict.fromkeys(keys))

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {}, "first", "last")

    def value(self) -> Mentorship:
        """The mentorship; the same mentor, group and first day have the same key."""
        data = self.cleaned_data
        asked = f"{data['mentor']}|{data['group']}|{data['first']}"
        return Mentorship(
            key=MentorshipKey(f"mentor-{hashlib.sha256(asked.encode()).hexdigest()[:16]}"),
            mentor=PersonKey(data["mentor"]),
            group=GroupKey(data["group"]),
            workplace=WorkshopKey(data["workplace"]) if data["workplace"] else None,
            trainees=tuple(Trainee(key=k) for k in data["trainees"]),
            first=data["first"],
            last=data["last"],
            hours_by_week=data["hours_by_week"],
            mentor_hours=data["mentor_hours"],
            content=data["content"],
            form=data["form"],
            pay=data["pay"],
        )


def _in_order(form: forms.Form, data: dict[str, Any], first: str, last: str) -> dict[str, Any]:
    """The data; the last day is marked where it lies before the first."""
    begins, ends = data.get(first), data.get(last)
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        form.add_error(last, _("The last day lies before the first."))
    return data


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
