"""Words of these pages that more than one of them shows."""

from django.utils.translation import gettext_lazy as _

from remeslo.core.curriculum.prices.price import Proof
from remeslo.core.curriculum.whatif.change import Decider
from remeslo.web.apps.common.enums import JobState

STATE = {
    JobState.QUEUED: ("", "clock"),
    JobState.RUNNING: ("note", "loading"),
    JobState.DONE: ("ok", "done"),
    JobState.FAILED: ("stop", "stop"),
    JobState.CANCELLED: ("", "cancel"),
}
"""Kind of chip and icon."""

DECIDES = {
    Decider.COLLEGE: (_("the college decides"), "ok", "check"),
    Decider.EMPLOYER: (_("to be agreed with the employer"), "note", "organisation"),
    Decider.LEARNER: (_("by an individual plan of the learner"), "note", "person"),
    Decider.LAW: (_("the norms do not allow it"), "stop", "lock"),
}
"""Who would have to agree: words, kind of chip, icon."""

PROOFS = {
    Proof.CAUSES: (_("proven by the causes"), "target"),
    Proof.BOUND: (_("proven by a bound"), "done"),
    Proof.SOLVED: (_("proven by solving again"), "done"),
    Proof.FOUND: (_("only found, not proven"), "see"),
    Proof.UNKNOWN: (_("not found out in time"), "clock"),
}
"""How a price is known: words and icon."""

PROOF_MEANS = {
    Proof.CAUSES: _("it touches nothing of the set that forbids a week less, so it cannot help"),
    Proof.BOUND: _("an argument shows it, without any search"),
    Proof.SOLVED: _("the term was searched for anew and is proven shortest"),
    Proof.FOUND: _("a plan was found; there may be a shorter one, so it saves at least this"),
    Proof.UNKNOWN: _("the time did not suffice; no number is given"),
}
"""What each of them means."""

LIMIT_WORDS = {30: _("30 s"), 120: _("2 min"), 600: _("10 min")}
"""Time for a question."""

STAGES = {
    "fit": _("Giving the hours that demand wants"),
    "table": _("Giving the hours that demand wants"),
    "calendar": _("Laying the hours out in weeks"),
    "close": _("Keeping close to the present plan"),
    "even": _("Evening out the load"),
    "causes": _("Looking for what holds the term"),
    "prices": _("Asking what each norm and resource costs"),
}
"""What a running question is doing, where the solver's stage says more than `SEARCHING`."""

SEARCHING, WAITING = _("Searching for the shortest term"), _("Waits for a worker")
