"""What people type on these pages."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from remeslo.core.privacy import Register
from remeslo.web.apps.privacy.places import places
from remeslo.web.apps.privacy.words import in_words


class HoldForm(forms.Form):
    """A record, why it must stay, and until when."""

    kind = forms.ChoiceField()
    key = forms.CharField(max_length=200)
    reason = forms.CharField(max_length=500)
    until = forms.DateField(required=False)

    def __init__(self, register: Register, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = dict.fromkeys(p.kind for p in places() if p.is_of_cluster)
        self.fields["kind"] = forms.ChoiceField(choices=[(k, in_words(register.kinds[k], "title")) for k in kinds])

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until is not None and until < timezone.localdate():
            raise forms.ValidationError(_("This day is over already."))
        return until


class RecipientForm(forms.Form):
    """Who gets the facts; letters and spaces at the ends don't make another recipient."""

    recipient = forms.CharField(max_length=100)

    def clean_recipient(self) -> str:
        return " ".join(str(self.cleaned_data["recipient"]).split()).casefold()


class FindForm(forms.Form):
    """Of whom, and the pseudonym or the key."""

    who = forms.ChoiceField(choices=[("learner", _("Learner")), ("staff", _("Teacher, master, mentor"))])
    key = forms.CharField(max_length=200)
