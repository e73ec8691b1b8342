"""Forms of the pack editor: a dated value, a new norm, the whole pack as text."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from remeslo.core.curriculum.norms import Norm, NormValue
from remeslo.core.curriculum.rules import KNOWN_NORMS

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
UNITS = (
    "academic_hour",
    "hour",
    "week",
    "month",
    "year",
    "exam",
    "credit",
    "student",
    "share",
    "level",
    "switch",
    "lesson",
    "subject",
)


class ValueForm(forms.Form):
    """One dated value of a norm."""

    since = forms.DateField()
    amount = forms.DecimalField(min_value=Decimal(0), max_digits=12, decimal_places=4)
    source = forms.CharField(max_length=2000)
    verified = forms.BooleanField(required=False)

    def __init__(self, norm: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.norm = norm

    def clean_since(self) -> date:
        day: date = self.cleaned_data["since"]
        if not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("The day lies outside 1990–2100: check the year."))
        return day

    def clean_amount(self) -> Decimal:
        amount: Decimal = self.cleaned_data["amount"]
        if "share" in self.norm and amount > 1:
            raise forms.ValidationError(_("A share lies between 0 and 1: write 0.7 for 70 per cent."))
        return amount

    def clean_source(self) -> str:
        return " ".join(str(self.cleaned_data["source"]).split())

    def value(self) -> NormValue:
        """The value; only of a valid form."""
        d = self.cleaned_data
        return NormValue(
            since=d["since"], amount=d["amount"].normalize() + 0, source=d["source"], verified=d["verified"]
        )


class NormForm(ValueForm):
    """A new norm with its first value."""

    key = forms.RegexField(r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+){0,2}$", max_length=100)
    unit = forms.ChoiceField(choices=[(u, u) for u in UNITS])
    title_ru = forms.CharField(max_length=300)
    title_en = forms.CharField(max_length=300)
    hard = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__("", *args, **kwargs)
        self.order_fields(["key", "title_ru", "title_en", "unit", "hard", "since", "amount", "source", "verified"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "share" in str(data.get("key", "")) and data.get("amount", Decimal(0)) > 1:
            self.add_error("amount", _("A share lies between 0 and 1: write 0.7 for 70 per cent."))
        return data

    def made(self) -> Norm:
        """The norm; only of a valid form."""
        d = self.cleaned_data
        return Norm(
            key=d["key"],
            unit=d["unit"],
            title_ru=d["title_ru"],
            title_en=d["title_en"],
            values=(self.value(),),
            hard=d["hard"],
        )


KNOWN_KEYS = tuple(sorted(KNOWN_NORMS))
"""Norm keys that the program knows, to choose from."""
