"""What a person fills in: a course, prior learning to recognise, a certificate."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.core.base.elements import AttestationForm
from remeslo.core.competence.courses.kind import CourseAim
from remeslo.core.line.courses.course import MOST_ATTESTATION, MOST_PACE, MOST_SIZE
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.shortcourses.enums import Evidence

LABELS: Mapping[str, str | Promise] = {
    "title": pgettext_lazy("of a course", "Title"),
    "holder": _("Who holds the course"),
    "start": _("First day"),
    "size": pgettext_lazy("of a course", "Learners"),
    "pace": _("Hours a week"),
    "exam_hours": _("Hours of the final attestation"),
    "exam_form": _("Its form"),
    "break_first": _("Break from"),
    "break_last": _("Break to"),
    "aim": _("What learners come for"),
    "pseudonym": _("Pseudonym"),
    "group": _("Group"),
    "week": _("Week from which the plan is the learner's own"),
    "evidence": _("What shows it"),
    "document": _("Document"),
    "document_day": _("Date of the document"),
    "names": _("Who gets it"),
    "last": _("Last day"),
    "issued": _("Date of the paper"),
}

EXAM_FORMS = (
    AttestationForm.CREDIT,
    AttestationForm.GRADED_CREDIT,
    AttestationForm.EXAM,
    AttestationForm.QUALIFICATION_EXAM,
)
MOST_NAMES = MOST_SIZE


class CourseForm(forms.Form):
    """Who, when, how fast; what is chosen of the programme is read apart."""

    title = forms.CharField(max_length=300)
    holder = forms.ChoiceField()
    start = forms.DateField()
    size = forms.IntegerField(min_value=1, max_value=MOST_SIZE)
    pace = forms.IntegerField(min_value=1, max_value=MOST_PACE)
    schooled = forms.BooleanField(required=False)
    aim = forms.ChoiceField(choices=[(a.value, a.value) for a in CourseAim])
    exam_hours = forms.IntegerField(min_value=0, max_value=MOST_ATTESTATION)
    exam_form = forms.ChoiceField(choices=[(f.value, f.value) for f in EXAM_FORMS])
    break_first = forms.DateField(required=False)
    break_last = forms.DateField(required=False)
    note = forms.CharField(max_length=500, required=False)

    def __init__(self, holders: Iterable[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["holder"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(o.key, o.name) for o in holders]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("break_first"), data.get("break_last")
        if bool(first) != bool(last) and "break_first" not in self.errors and "break_last" not in self.errors:
            self.add_error("break_last" if first else "break_first", _("A break has a first and a last day."))
        elif first and last and last < first:
            self.add_error("break_last", _("The break ends before it begins."))
        if data.get("start") and not 2000 <= data["start"].year <= 2100:
            self.add_error("start", _("A day between the years 2000 and 2100, please."))
        return data


class LearnerForm(forms.Form):
    """A learner of a group, under a pseudonym."""

    pseudonym = forms.CharField(max_length=40)
    group = forms.ChoiceField()
    week = forms.IntegerField(min_value=1, max_value=520)

    def __init__(self, groups: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(groups)


class ClaimForm(forms.Form):
    """What shows that something was learnt; what it is, is ticked in the list."""

    evidence = forms.ChoiceField(choices=Evidence.choices)
    document = forms.CharField(max_length=300)
    document_day = forms.DateField()


class CertificateForm(forms.Form):
    """Names are printed and not kept."""

    names = forms.CharField(max_length=20_000)
    last = forms.DateField(required=False)
    issued = forms.DateField(required=False)
    number = forms.CharField(max_length=40, required=False)

    def clean_names(self) -> tuple[str, ...]:
        """One name a line, blank lines left out."""
        names = tuple(" ".join(line.split()) for line in self.cleaned_data["names"].splitlines() if line.strip())
        if not names:
            raise forms.ValidationError(_("Write at least one name, each on a line of its own."))
        if len(names) > MOST_NAMES or any(len(n) > 200 for n in names):
            raise forms.ValidationError(_("Too many names for one course, or one of them is too long."))
        return names


def problems(form: forms.Form) -> list[tuple[str | Promise, list[str]]]:
    """What is wrong with a form, by the words of its fields."""
    if not form.is_bound:
        return []
    return [(LABELS.get(name, ""), [str(e) for e in found]) for name, found in form.errors.items()]
