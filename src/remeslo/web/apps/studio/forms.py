"""The form that begins a programme."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.core.competence.statestandard import EntryBase, StateStandard
from remeslo.interchange.sentences import label
from remeslo.web.apps.common.models import Membership
from remeslo.web.apps.studio.founding import Founding, Ground

FIELDS: dict[str, str | Promise] = {
    "state_standard": _("State standard"),
    "base": _("Entry base"),
    "title": pgettext_lazy("of a programme", "Title"),
    "qualification": _("Qualification"),
    "norms": _("Norms"),
    "head": _("The employers' representative who heads the group"),
}


class FoundingForm(forms.Form):
    """A new programme; what it may choose from is given by the cluster's published documents."""

    state_standard = forms.ChoiceField()
    base = forms.ChoiceField()
    title = forms.CharField(max_length=300)
    qualification = forms.CharField(max_length=300, required=False)
    norms = forms.ChoiceField()
    occupational_standards = forms.MultipleChoiceField(required=False)
    school = forms.ChoiceField(required=False)
    employer_block = forms.CharField(max_length=300, required=False)
    cards = forms.MultipleChoiceField(required=False)
    head = forms.ChoiceField(required=False)

    def __init__(self, known: Ground, heads: Iterable[Membership], language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self._choose("state_standard", [(known.reference(s), f"{s.code} {s.title}") for s in known.states.values()])
        self._choose("base", [(b.value, label(f"entry_base.{b.value}", language)) for b in EntryBase])
        english = language == "en"
        self._choose("norms", [(k, p.title_en if english else p.title_ru) for k, p in known.packs.items()])
        self._choose("occupational_standards", list(known.standards.items()))
        self._choose("school", [("", ""), *((k, o.title) for k, o in known.schools())])
        self._choose("cards", [(c.key, c.job) for c in known.free_cards()])
        self._choose("head", [("", ""), *((str(m.user_id), str(m.user)) for m in heads)])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        state = self._state(data.get("state_standard", ""))
        if state is not None and data.get("base"):
            bases = {t.base.value for t in state.terms}
            if bases and data["base"] not in bases:
                self.add_error("base", _("The standard names no term for this base; choose another."))
        return data

    def founding(self) -> Founding:
        """What was filled in; only after `is_valid`."""
        data = self.cleaned_data
        state = self._state(data["state_standard"])
        assert state is not None  # one of the choices
        return Founding(
            title=data["title"],
            state_standard=data["state_standard"],
            base=EntryBase(data["base"]),
            qualification=data["qualification"] or state.qualification,
            norms=data["norms"],
            occupational_standards=data["occupational_standards"],
            school=data["school"] if data["base"] == EntryBase.BASIC_GENERAL else "",
            employer_block=data["employer_block"],
            cards=data["cards"],
        )

    def _state(self, code: str) -> StateStandard | None:
        return self.known.state(code)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
