"""Words for facts: standings, reasons why a file is not evidence."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Word = str | Promise

STANDINGS: Final[Mapping[str, tuple[Word, str, str]]] = {
    "claimed": (_("waits for the other side"), "warm", "clock"),
    "confirmed": (pgettext_lazy("fact", "confirmed"), "ok", "done"),
    "disputed": (pgettext_lazy("fact", "disputed"), "stop", "warning"),
    "unasked": (pgettext_lazy("fact", "stated, nobody is asked"), "", "note"),
    "gone": (pgettext_lazy("fact", "no longer in force"), "", "history"),
}
"""Word, chip and icon of what the other side says."""

NOT_EVIDENCE: Final[Mapping[str, Word]] = {
    "empty": _("%(name)s is empty."),
    "too_large": _("%(name)s is larger than 10 MB: scan it smaller or in black and white."),
    "unknown_kind": _("%(name)s is no PDF, PNG, JPEG, XLSX or DOCX (without macros): save it as one of these."),
}

CHOICES: Final[Mapping[str, Word]] = {
    "target": pgettext_lazy("fact", "target-training contract"),
    "apprentice": pgettext_lazy("fact", "apprenticeship contract"),
    "exam": pgettext_lazy("fact", "exam"),
    "credit": pgettext_lazy("fact", "credit"),
    "graded_credit": pgettext_lazy("fact", "graded credit"),
    "module_exam": pgettext_lazy("fact", "module exam"),
    "qualification_exam": pgettext_lazy("fact", "qualification exam"),
    "course_project": pgettext_lazy("fact", "course project"),
    "base": pgettext_lazy("fact", "base level"),
    "profile": pgettext_lazy("fact", "profile level"),
    "employed": pgettext_lazy("fact", "employed"),
    "self_employed": pgettext_lazy("fact", "self-employed"),
    "study": pgettext_lazy("fact", "studies full time"),
    "army": pgettext_lazy("fact", "serves in the army"),
    "care": pgettext_lazy("fact", "on care leave"),
    "unemployed": pgettext_lazy("fact", "unemployed"),
    "unknown": pgettext_lazy("fact", "not known"),
    "budget": pgettext_lazy("fact", "the budget"),
    "employer": pgettext_lazy("fact", "the employer"),
    "learner": pgettext_lazy("fact", "the learner"),
    "region": pgettext_lazy("fact", "the region"),
    "college": pgettext_lazy("fact", "the college"),
    "grant": pgettext_lazy("fact", "the grant"),
    "other": pgettext_lazy("fact", "other"),
    "cash": pgettext_lazy("fact", "cash"),
    "in_kind": pgettext_lazy("fact", "in kind"),
    "own_wish": pgettext_lazy("fact", "own wish"),
    "failing": pgettext_lazy("fact", "failing"),
    "transfer": pgettext_lazy("fact", "transfer"),
}
"""Words of the closed lists that kinds of facts use."""

FIGURE_STATES: Final[Mapping[str, tuple[Word, str, str]]] = {
    "no_data": (pgettext_lazy("figure", "no data"), "", "note"),
    "disputed": (pgettext_lazy("figure", "disputed"), "stop", "warning"),
    "incomplete": (pgettext_lazy("figure", "incomplete"), "warn", "clock"),
    "claimed": (pgettext_lazy("figure", "provisional"), "warm", "edit"),
    "confirmed": (pgettext_lazy("figure", "complete, confirmed"), "ok", "done"),
    "hidden": (pgettext_lazy("figure", "hidden, small group"), "", "lock"),
}
"""Word, chip and icon of a figure's state."""
