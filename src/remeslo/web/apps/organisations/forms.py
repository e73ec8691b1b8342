"""What is typed into the forms of the registry, checked one field at a time; the services judge the rest."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from remeslo.core.base.text import fold
from remeslo.core.registry.entity import EntityKind, LegalEntity
from remeslo.core.registry.keys import EntityKey
from remeslo.web.apps.organisations import models
from remeslo.web.apps.organisations.words import FIELDS, KINDS, ROLES


class DayField(forms.DateField):
    """A day of a date picker."""

    widget = forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d")

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label=label, input_formats=["%Y-%m-%d"], **kwargs)


def text(label: Any, length: int, *, required: bool = False, **attributes: str) -> forms.CharField:
    """A line of text."""
    widget = forms.TextInput(attrs={"class": "input", "autocomplete": "off", **attributes})
    return forms.CharField(label=label, max_length=length, required=required, widget=widget)


def choice(label: Any, words: Mapping[str, Any], *, required: bool = True) -> forms.ChoiceField:
    """One of some words."""
    first = [] if required else [("", "—")]
    widget = forms.Select(attrs={"class": "select"})
    return forms.ChoiceField(label=label, choices=[*first, *words.items()], required=required, widget=widget)


def degrees(label: Any, most: int) -> forms.DecimalField:
    """Degrees, -most..most."""
    widget = forms.NumberInput(attrs={"class": "input", "step": "0.000001"})
    return forms.DecimalField(
        label=label, required=False, min_value=-most, max_value=most, max_digits=9, decimal_places=6, widget=widget
    )


class EntityForm(forms.Form):
    """Requisites and address; the name of another day is `RenameForm`, the region of another day `MoveForm`."""

    inn = text(FIELDS["inn"], 20, inputmode="numeric")
    kpp = text(FIELDS["kpp"], 20)
    ogrn = text(FIELDS["ogrn"], 20, inputmode="numeric")
    settlement = text(FIELDS["settlement"], 200)
    address = text(FIELDS["address"], 500)
    latitude = degrees(FIELDS["latitude"], 90)
    longitude = degrees(FIELDS["longitude"], 180)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("latitude") is None) != (data.get("longitude") is None):
            self.add_error("longitude", _("Give both coordinates or neither."))
        return data


class RenameForm(forms.Form):
    """Another name, and kind, from a day on."""

    name = text(FIELDS["name"], 300, required=True)
    short = text(FIELDS["short"], 200)
    kind = choice(FIELDS["kind"], KINDS)
    on = DayField(gettext_lazy("From which day"))


class MoveForm(forms.Form):
    """Another region from a day on."""

    region = text(FIELDS["region"], 200, required=True, list="regions")
    on = DayField(gettext_lazy("From which day"))


class LicenceForm(forms.Form):
    """A programme that the organisation may teach."""

    code = text(gettext_lazy("Code of the programme"), 30, required=True)
    title = text(gettext_lazy("Programme"), 300, required=True)
    number = text(pgettext_lazy("organisation", "Licence"), 200)
    since = DayField(pgettext_lazy("day", "From"))
    until = DayField(pgettext_lazy("day", "Up to"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] <= data["since"]:
            self.add_error("until", _("The end lies after the beginning."))
        return data


class PickField(forms.CharField):
    """An organisation that is typed or chosen from a list: by key, or by a name that only one has."""

    def __init__(self, label: Any, *, required: bool = True) -> None:
        attributes = {"class": "input", "list": "pickable", "autocomplete": "off"}
        super().__init__(label=label, max_length=300, required=required, widget=forms.TextInput(attrs=attributes))
        self.pickable: Mapping[str, models.LegalEntity] = {}

    def clean(self, value: Any) -> Any:
        told = super().clean(value)
        if not told:
            return None
        if told in self.pickable:
            return self.pickable[told]
        named = [e for e in self.pickable.values() if fold(e.name) == fold(told)]
        if len(named) != 1:
            raise ValidationError(_("Choose an organisation from the list."))
        return named[0]


class JoinForm(forms.Form):
    """An organisation becomes a member."""

    entity = PickField(gettext_lazy("Organisation"))
    role = choice(gettext_lazy("Part in the cluster"), ROLES)
    since = DayField(gettext_lazy("From which day"))


class RoleForm(forms.Form):
    """Another part of a member from a day on."""

    role = choice(gettext_lazy("Part in the cluster"), ROLES)
    on = DayField(gettext_lazy("From which day"))


class LeaveForm(forms.Form):
    """A member leaves."""

    on = DayField(gettext_lazy("From which day it is no member"))


class NewOne(forms.Form):
    """A new organisation that follows others."""

    name = text(FIELDS["name"], 300)
    short = text(FIELDS["short"], 200)
    kind = choice(FIELDS["kind"], KINDS)
    key = text(gettext_lazy("Key"), 100, pattern=r"[\w.\-]+")
    inn = text(FIELDS["inn"], 20, inputmode="numeric")
    kpp = text(FIELDS["kpp"], 20)
    ogrn = text(FIELDS["ogrn"], 20, inputmode="numeric")

    def value(self, beside: models.LegalEntity) -> LegalEntity:
        """The organisation; it lies where the one that it follows lay."""
        data = self.cleaned_data
        return LegalEntity(
            key=EntityKey(data["key"] or key_from(data["name"])),
            name=data["name"],
            short=data["short"],
            kind=EntityKind(data["kind"]),
            inn=data["inn"],
            kpp=data["kpp"],
            ogrn=data["ogrn"],
            region=beside.region,
            settlement=beside.settlement,
            address=beside.address,
            latitude=beside.latitude,
            longitude=beside.longitude,
        )

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if key and not all(c.isalnum() or c in "._-" for c in key):
            raise ValidationError(_("Letters, digits, “.”, “_”, “-” only."))
        return key


class EventForm(forms.Form):
    """The day and the paper of a merger or split."""

    on = DayField(gettext_lazy("From which day"))
    document = text(gettext_lazy("Order or act: number and date"), 500)


def key_from(name: str) -> str:
    """A key from a name: its letters and digits, words parted by ``-``."""
    words = "".join(c if c.isalnum() else " " for c in fold(name)).split()
    return "-".join(words)[:80]


def as_texts(entity: models.LegalEntity) -> dict[str, Any]:
    """What stands in the form of requisites at first."""
    return {name: getattr(entity, name) for name in EntityForm.base_fields}


def first_day(today: date) -> str:
    """What stands in a form's day at first."""
    return today.isoformat()
