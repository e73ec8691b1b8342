"""Forms of the frame's own pages."""

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import Cluster, Organisation, User

NEEDS_ORGANISATION = (Role.EMPLOYER, Role.METHODIST, Role.DEPUTY_DIRECTOR)
OF_A_PERSON = (Role.TEACHER, Role.MENTOR)
"""Roles that say which member of the staff an account is; they are given on that person's page."""


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
        if "username" in data:
            data["person"] = User.objects.filter(username=data["username"].strip()).first()
            if data["person"] is None and not data.get("name", "").strip():
                self.add_error("name", _("There is no such account yet: give the person's name, and it will be made."))
        return data
