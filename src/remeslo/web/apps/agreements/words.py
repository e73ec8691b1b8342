"""Words of these pages that more than one of them shows."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from remeslo.core.agreements.commitments import Standing
from remeslo.core.agreements.kinds import AgreementKind, Basis, ClauseKind, PaymentForm, State, Unit

Text = str | Promise

STATES: Final[Mapping[str, tuple[Text, str, str]]] = {
    State.DRAFT: (pgettext_lazy("agreement", "draft"), "warm", "edit"),
    State.SENT: (pgettext_lazy("agreement", "waits for signatures"), "note", "clock"),
    State.WITHDRAWN: (pgettext_lazy("agreement", "withdrawn"), "", "undo"),
    State.SIGNED: (pgettext_lazy("agreement", "signed, not begun"), "note", "check"),
    State.IN_FORCE: (pgettext_lazy("agreement", "in force"), "ok", "done"),
    State.EXPIRED: (pgettext_lazy("agreement", "expired"), "", "history"),
    State.ENDED: (pgettext_lazy("agreement", "ended early"), "stop", "stop"),
}
"""Words, kind of chip, icon."""

STANDINGS: Final[Mapping[str, tuple[Text, str, str]]] = {
    Standing.FULFILLED: (pgettext_lazy("commitment", "fulfilled"), "ok", "done"),
    Standing.OVERDUE: (pgettext_lazy("commitment", "overdue"), "stop", "stop"),
    Standing.AT_RISK: (pgettext_lazy("commitment", "at risk"), "warn", "warning"),
    Standing.PARTLY: (pgettext_lazy("commitment", "partly"), "note", "loading"),
    Standing.OPEN: (pgettext_lazy("commitment", "open"), "", "clock"),
    Standing.LAPSED: (pgettext_lazy("commitment", "lapsed"), "", "history"),
    Standing.NOT_CARRIED_OUT: (pgettext_lazy("commitment", "not carried out"), "stop", "cancel"),
}

KINDS: Final[Mapping[str, Text]] = {
    AgreementKind.PARTNERSHIP: pgettext_lazy("agreement", "Partnership"),
    AgreementKind.NETWORK: pgettext_lazy("agreement", "Network form"),
    AgreementKind.TARGET: pgettext_lazy("agreement", "Target training"),
    AgreementKind.MENTOR: pgettext_lazy("agreement", "Mentoring"),
}

CLAUSES: Final[Mapping[str, Text]] = {
    ClauseKind.QUOTA: pgettext_lazy("clause", "Quota in workshops"),
    ClauseKind.USE: pgettext_lazy("clause", "Leave to use workshops"),
    ClauseKind.TEACH: pgettext_lazy("clause", "Who teaches"),
    ClauseKind.PRICE: pgettext_lazy("clause", "Price of workshops"),
    ClauseKind.PAYMENT: pgettext_lazy("clause", "Co-financing"),
    ClauseKind.PLACES: pgettext_lazy("clause", "Places for learners"),
    ClauseKind.HIRING: pgettext_lazy("clause", "Hiring of graduates"),
    ClauseKind.PRACTICE: pgettext_lazy("clause", "Places for practice"),
    ClauseKind.TARGET: pgettext_lazy("clause", "Target contracts"),
    ClauseKind.DUTY: pgettext_lazy("clause", "Duty in words"),
}

UNITS: Final[Mapping[str, Text]] = {
    Unit.DAY: pgettext_lazy("unit of a quota", "days of a group"),
    Unit.HOUR: pgettext_lazy("unit of a quota", "hours of a group"),
    Unit.WEEK: pgettext_lazy("unit of a quota", "weeks of a group"),
}

FORMS: Final[Mapping[str, Text]] = {
    PaymentForm.CASH: pgettext_lazy("co-financing", "in money"),
    PaymentForm.IN_KIND: pgettext_lazy("co-financing", "in kind"),
}

BASES: Final[Mapping[str, Text]] = {
    Basis.CHARTER: pgettext_lazy("authority", "charter"),
    Basis.POWER_OF_ATTORNEY: pgettext_lazy("authority", "power of attorney"),
    Basis.OWN_NAME: pgettext_lazy("authority", "in one's own name"),
    Basis.LEGAL_REPRESENTATIVE: pgettext_lazy("authority", "legal representative"),
}
