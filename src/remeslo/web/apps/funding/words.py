"""Words of money: states, kinds of entries, steps of a clawback, reasons why nothing was booked."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Word = str | Promise

LINE_STATES: Final[Mapping[str, tuple[Word, str, str]]] = {
    "eligible": (pgettext_lazy("money", "waits for a confirmation"), "warm", "clock"),
    "payable": (pgettext_lazy("money", "to be paid"), "note", "forward"),
    "paid": (pgettext_lazy("money", "paid"), "ok", "done"),
    "voided": (pgettext_lazy("money", "void"), "", "cancel"),
    "awaiting_clawback": (pgettext_lazy("money", "to be given back"), "stop", "warning"),
    "clawed_back": (pgettext_lazy("money", "given back"), "", "undo"),
}
"""Word, chip and icon of a line's state."""

ENTRY_KINDS: Final[Mapping[str, Word]] = {
    "accrued": pgettext_lazy("entry", "accrued"),
    "voided": pgettext_lazy("entry", "voided"),
    "paid": pgettext_lazy("entry", "paid"),
    "claimed": pgettext_lazy("entry", "claimed back"),
    "dropped": pgettext_lazy("entry", "claim dropped"),
    "returned": pgettext_lazy("entry", "given back"),
    "waived": pgettext_lazy("entry", "waived"),
}

CLAWBACK_STATES: Final[Mapping[str, tuple[Word, str, str]]] = {
    "opened": (pgettext_lazy("clawback", "opened"), "warm", "edit"),
    "notified": (pgettext_lazy("clawback", "told to the organisation"), "note", "publish"),
    "contested": (pgettext_lazy("clawback", "contested"), "warn", "warning"),
    "confirmed": (pgettext_lazy("clawback", "confirmed, awaits the money"), "stop", "clock"),
    "closed": (pgettext_lazy("clawback", "closed"), "ok", "done"),
    "cancelled": (pgettext_lazy("clawback", "cancelled"), "", "cancel"),
}

STEPS: Final[Mapping[str, tuple[Word, Word]]] = {
    "open": (_("Opened"), ""),
    "notify": (_("Tell the organisation"), _("It sees the reason and the amounts, and may contest them.")),
    "contest": (_("Contest"), _("Say why the money is not to be given back; the cluster decides.")),
    "confirm": (_("Confirm the claim"), _("The claim is booked: the organisation owes the money.")),
    "receive": (_("Book money that came back"), _("All of it, or the part that came.")),
    "waive": (_("Waive"), _("This part will not be asked for again.")),
    "cancel": (_("Cancel the clawback"), _("Nothing is claimed; a new one can be opened.")),
}
"""Word and help of each step."""

DONE: Final[Mapping[str, Word]] = {
    "open": pgettext_lazy("clawback step", "opened"),
    "notify": pgettext_lazy("clawback step", "told to the organisation"),
    "contest": pgettext_lazy("clawback step", "contested"),
    "confirm": pgettext_lazy("clawback step", "confirmed"),
    "receive": pgettext_lazy("clawback step", "money came back"),
    "waive": pgettext_lazy("clawback step", "waived"),
    "cancel": pgettext_lazy("clawback step", "cancelled"),
}

NOT_BOOKED: Final[Mapping[str, Word]] = {
    "nothing": _("There is nothing to book."),
    "again": _("This was booked before; nothing was booked twice."),
    "closed": _("That budget year is closed: book in the open one."),
    "changed": _("Facts or bookings came meanwhile: look again at what would be booked."),
}

CHOSEN: Final[Mapping[str, Word]] = {
    "above_limit": pgettext_lazy("sample", "large amount"),
    "risk": pgettext_lazy("sample", "risk"),
    "value": pgettext_lazy("sample", "share of value"),
    "random": pgettext_lazy("sample", "by lot"),
}

GAMES: Final[Mapping[str, tuple[Word, Word]]] = {
    "enrol_fewer": (_("Enrol fewer"), _("four fifths of the places, only those who are sure to stay and find work")),
    "easy_exam": (_("Choose an easy exam"), _("15 more points of a hundred in the mean")),
    "keep_everyone": (_("Let nobody fail"), _("nobody leaves before the end")),
}
"""Ways to look better without doing better."""
