"""Words with a closed list: kinds and states of meetings, answers to invitations, proposals, votes, decisions."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.core.dialogue import decision, meeting, question, voting


class MeetingKind(TextChoices):
    """What kind of meeting it is."""

    ROUND_TABLE = meeting.MeetingKind.ROUND_TABLE.value, _("Round table")
    WORKING_GROUP = meeting.MeetingKind.WORKING_GROUP.value, _("Working group")


class MeetingState(TextChoices):
    """How far a meeting has come."""

    DRAFT = "draft", pgettext_lazy("meeting", "being prepared")
    CALLED = "called", pgettext_lazy("meeting", "invitations sent")
    OPEN = "open", pgettext_lazy("meeting", "going on")
    CLOSED = "closed", pgettext_lazy("meeting", "minutes being written")
    FIXED = "fixed", pgettext_lazy("meeting", "minutes wait for signatures")
    SIGNED = "signed", pgettext_lazy("meeting", "minutes signed")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


AHEAD: Final = (MeetingState.DRAFT, MeetingState.CALLED, MeetingState.OPEN)
"""The agenda may still change."""
OVER: Final = (MeetingState.CLOSED, MeetingState.FIXED, MeetingState.SIGNED)


class Basis(TextChoices):
    """Who has one vote."""

    ORGANISATION = meeting.Basis.ORGANISATION.value, _("one organisation, one vote")
    PERSON = meeting.Basis.PERSON.value, _("one person, one vote")


class Majority(TextChoices):
    """What a proposal needs."""

    CAST = meeting.Majority.CAST.value, _("more votes for than against")
    PRESENT = meeting.Majority.PRESENT.value, _("more than half of all voters there")


class Tie(TextChoices):
    """What an even vote means."""

    REFUSED = meeting.Tie.REFUSED.value, _("an even vote refuses")
    CHAIR = meeting.Tie.CHAIR.value, _("at an even vote the chair decides")


class Answer(TextChoices):
    """What a person invited says."""

    WAITING = "waiting", pgettext_lazy("invitation", "no answer yet")
    COMING = "coming", pgettext_lazy("invitation", "comes")
    DECLINED = "declined", pgettext_lazy("invitation", "can't come")


class Kind(TextChoices):
    """What a question is about."""

    DEMAND = question.QuestionKind.DEMAND.value, pgettext_lazy("question", "Demand without a programme")
    GRADUATES = question.QuestionKind.GRADUATES.value, pgettext_lazy("question", "Employer without graduates")
    COMPETENCE = question.QuestionKind.COMPETENCE.value, pgettext_lazy("question", "Disputed competences")
    WORKSHOP = question.QuestionKind.WORKSHOP.value, pgettext_lazy("question", "Blocked workshop")
    COMMITMENT = question.QuestionKind.COMMITMENT.value, pgettext_lazy("question", "Overdue commitment")
    DECISION = question.QuestionKind.DECISION.value, pgettext_lazy("question", "Decision not carried out")
    OWN = question.QuestionKind.OWN.value, pgettext_lazy("question", "Own question")


class ProposalState(TextChoices):
    """How a proposal stands."""

    PUT = "put", pgettext_lazy("motion", "put forward")
    VOTING = "voting", pgettext_lazy("motion", "vote is open")
    ACCEPTED = voting.Outcome.ACCEPTED.value, pgettext_lazy("motion", "accepted")
    REFUSED = voting.Outcome.REFUSED.value, pgettext_lazy("motion", "refused")
    NO_QUORUM = voting.Outcome.NO_QUORUM.value, pgettext_lazy("motion", "no quorum")
    WITHDRAWN = "withdrawn", pgettext_lazy("motion", "withdrawn")


UNDECIDED: Final = (ProposalState.PUT, ProposalState.VOTING)


class Opinion(TextChoices):
    """What a voter says."""

    FOR = voting.Opinion.FOR.value, pgettext_lazy("vote", "For")
    AGAINST = voting.Opinion.AGAINST.value, pgettext_lazy("vote", "Against")
    ABSTAIN = voting.Opinion.ABSTAIN.value, pgettext_lazy("vote", "Abstain")


class EventKind(TextChoices):
    """What happened to a decision."""

    DONE = decision.EventKind.DONE.value, pgettext_lazy("decision", "carried out")
    REOPENED = decision.EventKind.REOPENED.value, pgettext_lazy("decision", "opened again")
    MOVED = decision.EventKind.MOVED.value, pgettext_lazy("decision", "another day")
    REPLACED = decision.EventKind.REPLACED.value, pgettext_lazy("decision", "replaced")
    CARRIED = decision.EventKind.CARRIED.value, pgettext_lazy("decision", "taken to the next meeting")


class Follow(TextChoices):
    """How a decision stands."""

    OPEN = decision.Follow.OPEN.value, pgettext_lazy("decision", "in work")
    OVERDUE = decision.Follow.OVERDUE.value, pgettext_lazy("decision", "overdue")
    DONE = decision.Follow.DONE.value, pgettext_lazy("decision", "done")
    REPLACED = decision.Follow.REPLACED.value, pgettext_lazy("decision", "replaced")


class Capacity(TextChoices):
    """In what capacity minutes are signed."""

    CHAIR = "chair", _("Chair")
    SECRETARY = "secretary", _("Secretary")
