"""Words with a closed list: states of tables and proposals; kinds of remarks; who signs as what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TableState(TextChoices):
    """How far a table has come."""

    OPEN = "open", pgettext_lazy("table", "at work")
    SIGNING = "signing", pgettext_lazy("table", "being signed")
    SIGNED = "signed", pgettext_lazy("table", "signed")
    CLOSED = "closed", pgettext_lazy("table", "published")


FROZEN = (TableState.SIGNING, TableState.SIGNED)
"""Nothing may be changed: a version is fixed for signatures."""


class RemarkKind(TextChoices):
    """What a remark is; a disagreement must be settled before anybody signs."""

    COMMENT = "comment", pgettext_lazy("remark", "comment")
    DISAGREEMENT = "disagreement", pgettext_lazy("remark", "disagreement")


class ProposalState(TextChoices):
    """What became of a proposal."""

    OPEN = "open", pgettext_lazy("proposal", "open")
    APPLIED = "applied", pgettext_lazy("proposal", "approved")
    REFUSED = "refused", pgettext_lazy("proposal", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")


class Opinion(TextChoices):
    """A vote."""

    AGREE = "agree", pgettext_lazy("vote", "for")
    OPPOSE = "oppose", pgettext_lazy("vote", "against")


class Capacity(TextChoices):
    """As what somebody signs."""

    HEAD = "head", _("Head of the working group")
    COLLEGE = "college", _("College")
    EMPLOYER = "employer", _("Employer")


class TermState(TextChoices):
    """What is known of the shortest term."""

    COMPUTING = "computing", pgettext_lazy("term", "computing")
    PROVEN = "proven", pgettext_lazy("term", "proven")
    UPPER = "upper", pgettext_lazy("term", "upper bound")
    IMPOSSIBLE = "impossible", pgettext_lazy("term", "impossible")
    UNKNOWN = "unknown", pgettext_lazy("term", "no plan found in time")
    NO_DESIGN = "no_design", pgettext_lazy("term", "no programme to plan")
    FAILED = "failed", pgettext_lazy("term", "broke down")
    NONE = "none", pgettext_lazy("term", "not asked")
