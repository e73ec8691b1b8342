"""Words of these pages that more than one of them shows."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.core.competence.model import GapClass
from remeslo.core.curriculum.result import Status
from remeslo.web.apps.programmes.tables.compare import Change, Part
from remeslo.web.apps.programmes.tables.matrix import Tie

STATUS = {
    Status.OPTIMAL: (_("proven shortest"), "ok", "done"),
    Status.FEASIBLE: (_("not proven shortest"), "warn", "target"),
    Status.INFEASIBLE: (_("impossible"), "stop", "stop"),
    Status.UNKNOWN: (_("not found in time"), "warn", "clock"),
    Status.CANCELLED: (_("stopped early"), "warn", "cancel"),
}
"""Word, kind of chip, icon."""

GOODNESS = {
    Status.OPTIMAL: _("the best possible, proven"),
    Status.FEASIBLE: _("good, the best is not proven"),
    Status.INFEASIBLE: _("not possible"),
    Status.UNKNOWN: _("not improved in the time given"),
    Status.CANCELLED: _("stopped early"),
}
"""How good a plan is in a further respect, at the term it has."""

NOT_PLANNED = (_("not planned yet"), "", "clock")

ANSWER = {
    GapClass.COVERED: (pgettext_lazy("gap", "covered"), "ok", "done"),
    GapClass.DEEPEN: (pgettext_lazy("gap", "deepened"), "note", "layers"),
    GapClass.NEW: (pgettext_lazy("gap", "new"), "warm", "add"),
    GapClass.REJECTED: (pgettext_lazy("gap", "rejected"), "stop", "stop"),
}

TIE = {
    Tie.FIRST: _("taught here first"),
    Tie.USES: _("used again"),
    Tie.NAMED: _("named only"),
    Tie.COVERED: pgettext_lazy("gap", "covered"),
    Tie.DEEPEN: pgettext_lazy("gap", "deepened"),
    Tie.NEW: pgettext_lazy("gap", "new"),
}

PART = {
    Part.TERM: _("Term"),
    Part.ELEMENT: _("Programme elements"),
    Part.COMPETENCE: _("Competences"),
    Part.OUTCOME: _("Learning outcomes"),
    Part.DEMAND: _("Answers to demand"),
}

CHANGE = {
    Change.ADDED: (_("added"), "ok", "add"),
    Change.REMOVED: (_("removed"), "stop", "delete"),
    Change.CHANGED: (_("changed"), "note", "edit"),
}

FIELD = {
    "weeks": pgettext_lazy("field", "weeks"),
    "bound": _("lower bound, weeks"),
    "status": _("status"),
    "hours": _("hours"),
    "title": _("title"),
    "text": _("text"),
    "first_week": _("first week"),
    "last_week": _("last week"),
    "semesters": _("hours by semester"),
    "attestations": _("attestation"),
    "competences": _("competences"),
    "origin": _("origin"),
    "module": _("module"),
    "weight": _("weight"),
    "answer": _("answer"),
    "competence": _("competence"),
    "people": _("people"),
}
