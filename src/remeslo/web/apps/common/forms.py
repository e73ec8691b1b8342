"""Forms of the frame's own pages."""

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from remeslo.web.apps.common.enums import Realm, Role
from remeslo.web.apps.common.models import Cluster, Organisation, User

NEEDS_ORGANISATION = (Role.EMPLOYER, Role.METHODIST, Role.DEPUTY_DIRECTOR)
OF_A_PERSON = (Role.TEACHER, Role.MENTOR)
"""Roles that say which member of the staff an account is; they are given on that person's page."""
OF_A_REALM = (Role.MINISTRY_OFFICIAL, Role.FINANCE_OFFICER, Role.ADMINISTRATOR)
"""Roles that can be given over many clusters."""


class RoleForm(forms.Form):
    """A role for a person who has an account, or for a new one."""

    username = forms.CharField(max_length=150, validators=[UnicodeUsernameValidator()])
    name = forms.CharField(max_length=200, required=False)
    role = forms.ChoiceField(choices=[c for c in Role.choices if c[0] not in OF_A_PERSON])
    organisation = forms.ModelChoiceField(Organisation.objects.none(), required=False)

    def __init__(self, cluster: Cluster, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = cluster.organisations.all()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("role") in NEEDS_ORGANISATION and not data.get("organisation"):
            self.add_error("organisation", _("This role belongs to an organisation: choose which."))
        _find_person(self, data)
        return data


class MandateForm(forms.Form):
    """A role over all clusters of a region, an industry or the country, for a person with or without an account."""

    username = forms.CharField(max_length=150, validators=[UnicodeUsernameValidator()])
    name = forms.CharField(max_length=200, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[(r.value, r.label) for r in OF_A_REALM])
    realm = forms.ChoiceField(label=_("Over"), choices=Realm.choices)
    region = forms.ChoiceField(label=_("Region"), required=False)
    industry = forms.ChoiceField(label=_("Industry"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (Realm.REGION.value, Realm.INDUSTRY.value):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            words = Cluster.objects.exclude(**{name: ""}).order_by(name).values_list(name, flat=True).distinct()
            field.choices = [("", _("— none —")), *((w, w) for w in words)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        realm = data.get("realm", "")
        data["node"] = data.get(realm, "")
        if realm in (Realm.REGION, Realm.INDUSTRY) and not data["node"]:
            self.add_error(realm, _("Choose which one the role is over."))
        _find_person(self, data)
        return data


class InvitationForm(RoleForm):
    """A role for whoever has an address; says nothing of accounts."""

    username = None  # type: ignore[assignment]
    name = None  # type: ignore[assignment]
    email = forms.EmailField(max_length=254)


class MandateInvitationForm(MandateForm):
    """A role above clusters for whoever has an address."""

    username = None  # type: ignore[assignment]
    name = None  # type: ignore[assignment]
    email = forms.EmailField(max_length=254)


class NewAccountForm(forms.Form):
    """What an invited person chooses."""

    name = forms.CharField(max_length=200)
    username = forms.CharField(max_length=150, validators=[UnicodeUsernameValidator()])
    password = forms.CharField(max_length=500, strip=False)
    again = forms.CharField(max_length=500, strip=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "password" in data and "again" in data and data["password"] != data["again"]:
            self.add_error("again", _("The two don't agree."))
        return data


def _find_person(form: forms.Form, data: dict[str, Any]) -> None:
    """``person``: who has the account, or None where it will be made (which needs a name)."""
    if "username" in data:
        data["person"] = User.objects.filter(username=data["username"].strip()).first()
        if data["person"] is None and not data.get("name", "").strip():
            form.add_error("name", _("There is no such account yet: give the person's name, and it will be made."))
