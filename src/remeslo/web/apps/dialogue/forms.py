"""Forms of meetings, guests and decisions."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.dialogue.enums import Basis, Majority, MeetingKind, Tie
from remeslo.web.apps.dialogue.models import Item, Meeting, Proposal, Seat
from remeslo.web.apps.dialogue.services.deciding import Wanted as WantedDecision
from remeslo.web.apps.dialogue.services.meetings import Wanted

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input"})


class _Dressed(forms.Form):
    """Fields with the classes of the style sheet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_text = isinstance(field.widget, forms.Textarea)
            look = "select" if isinstance(field.widget, forms.Select) else "textarea" if is_text else "input"
            field.widget.attrs.setdefault("class", look)
            if look == "textarea":
                field.widget.attrs["rows"] = 3


class MeetingForm(_Dressed):
    """What a meeting is, when, where, and by which rule it votes."""

    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind.choices)
    title = forms.CharField(label=pgettext_lazy("of a meeting", "Title"), max_length=300)
    day = forms.DateField(label=pgettext_lazy("of a meeting", "Day"), widget=DAY)
    time = forms.TimeField(
        label=pgettext_lazy("of a meeting", "Time"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "input"}),
    )
    place = forms.CharField(label=pgettext_lazy("of a meeting", "Place"), max_length=300, required=False)
    goal = forms.CharField(label=_("What it is for"), max_length=2000, required=False, widget=forms.Textarea)
    basis = forms.ChoiceField(label=_("Votes"), choices=Basis.choices)
    quorum_percent = forms.IntegerField(label=_("Quorum, per cent of the voters called"), min_value=0, max_value=100)
    majority = forms.ChoiceField(label=_("Accepted by"), choices=Majority.choices)
    tie = forms.ChoiceField(label=_("Even vote"), choices=Tie.choices)

    def wanted(self) -> Wanted:
        """What was filled in; only after `is_valid`."""
        data = self.cleaned_data
        return Wanted(
            kind=MeetingKind(data["kind"]),
            title=data["title"],
            starts_at=timezone.make_aware(datetime.combine(data["day"], data["time"])),
            place=data["place"],
            goal=data["goal"],
            basis=Basis(data["basis"]),
            quorum_percent=data["quorum_percent"],
            majority=Majority(data["majority"]),
            tie=Tie(data["tie"]),
        )


def initial_of(meeting: Meeting) -> dict[str, Any]:
    """What the form shows of a meeting that is there."""
    at = timezone.localtime(meeting.starts_at)
    names = ("kind", "title", "place", "goal", "basis", "quorum_percent", "majority", "tie")
    return {"day": at.date(), "time": at.time(), **{name: getattr(meeting, name) for name in names}}


class DecisionForm(_Dressed):
    """A decision: text, who carries it out, by when, about which point, from which proposal."""

    text = forms.CharField(label=_("What is decided"), max_length=2000, widget=forms.Textarea)
    owner = forms.ChoiceField(label=_("Who carries it out"))
    person = forms.ChoiceField(label=_("Person of the meeting"), required=False)
    due = forms.DateField(label=_("By when"), widget=DAY)
    item = forms.ChoiceField(label=_("Point of the agenda"), required=False)
    proposal = forms.ChoiceField(label=_("From the proposal"), required=False)

    def __init__(
        self,
        organisations: Iterable[Organisation],
        seats: Iterable[Seat],
        items: Iterable[Item],
        proposals: Iterable[Proposal],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {o.key: o for o in organisations}
        self.seats = {s.key: s for s in seats}
        self._choose("owner", [(o.key, o.name) for o in self.organisations.values()])
        self._choose("person", [("", "—"), *((s.key, f"{s.name}, {s.house}") for s in self.seats.values())])
        self._choose("item", [("", "—"), *((i.key, i.title) for i in items)])
        self._choose("proposal", [("", "—"), *((str(p.pk), p.text[:120]) for p in proposals)])

    def wanted(self) -> WantedDecision:
        """What was filled in; only after `is_valid`."""
        data = self.cleaned_data
        seat = self.seats.get(data["person"])
        return WantedDecision(
            text=data["text"],
            owner=self.organisations[data["owner"]],
            due=data["due"],
            who=seat.name if seat is not None else "",
            user=seat.user if seat is not None else None,
            item=int(data["item"]) if data["item"] else None,
            proposal=int(data["proposal"]) if data["proposal"] else None,
        )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
