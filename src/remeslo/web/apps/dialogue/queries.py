"""Questions over the rows of this app; each takes a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count, QuerySet
from django.utils.timezone import localdate

from remeslo.core.dialogue.decision import Follow
from remeslo.core.dialogue.question import QuestionKey
from remeslo.core.line.questions import Earlier
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.dialogue.enums import MeetingState
from remeslo.web.apps.dialogue.models import Ballot, Decision, Item, Meeting, MinutesVersion, Proposal, Remark
from remeslo.web.apps.dialogue.standings import standing_of


def meetings_of(cluster: Cluster) -> list[Meeting]:
    """Every meeting with the counts that a list shows, the latest first; one query."""
    rows = Meeting.objects.filter(cluster=cluster).select_related("chair", "secretary")
    counts = {name: Count(name, distinct=True) for name in ("items", "seats", "decisions")}
    return list(rows.annotate(**{f"{n}_count": c for n, c in counts.items()}))


def meeting_numbered(cluster: Cluster, number: int) -> Meeting | None:
    """One meeting; one query."""
    rows = Meeting.objects.filter(cluster=cluster, number=number)
    return rows.select_related("cluster", "chair", "secretary", "made_by").first()


def items_of(meeting: Meeting) -> list[Item]:
    """The agenda in its order; one query."""
    return list(meeting.items.all())


def proposals_of(meeting: Meeting) -> list[Proposal]:
    """Proposals with every ballot, in their order; two queries."""
    return list(meeting.proposals.prefetch_related("ballots"))


def decisions_of(meeting: Meeting) -> list[Decision]:
    """Decisions of a meeting with what became of them; two queries."""
    return list(_decisions(Decision.objects.filter(meeting=meeting)))


def all_decisions(cluster: Cluster) -> list[Decision]:
    """Decisions of all meetings with what became of them; two queries."""
    return list(_decisions(Decision.objects.filter(cluster=cluster)))


def decision_numbered(cluster: Cluster, number: int) -> Decision | None:
    """One decision; two queries."""
    return _decisions(Decision.objects.filter(cluster=cluster, number=number)).first()


def threads_of(cluster: Cluster, abouts: Iterable[str]) -> Mapping[str, list[Remark]]:
    """Remarks about each of these things, the first first, with their edits; two queries."""
    rows = Remark.objects.filter(cluster=cluster, about__in=list(abouts))
    found: dict[str, list[Remark]] = {}
    for remark in rows.select_related("organisation", "meeting").prefetch_related("edits"):
        found.setdefault(remark.about, []).append(remark)
    return found


def minutes_of(meeting: Meeting) -> list[MinutesVersion]:
    """Fixed minutes with their signatures, the newest first; two queries."""
    return list(meeting.minutes.prefetch_related("signatures"))


def ballot_count(meeting: Meeting) -> int:
    """How many ballots were given; one query."""
    return Ballot.objects.filter(proposal__meeting=meeting).count()


def discussed(cluster: Cluster, *, on: date) -> Mapping[QuestionKey, Sequence[Earlier]]:
    """Meetings that had, or will have, a question on their agenda; three queries."""
    rows = Item.objects.filter(meeting__cluster=cluster).exclude(question="")
    rows = rows.exclude(meeting__state=MeetingState.CANCELLED).select_related("meeting")
    found: dict[QuestionKey, list[Earlier]] = {}
    for item in rows.prefetch_related("decisions__owner", "decisions__events"):
        waits = any(standing_of(d, on=on).state is Follow.OPEN for d in item.decisions.all())
        meeting = item.meeting
        earlier = Earlier(meeting.title, localdate(meeting.starts_at), meeting.is_ahead or waits)
        found.setdefault(QuestionKey(item.question), []).append(earlier)
    return found


def _decisions(rows: "QuerySet[Decision]") -> "QuerySet[Decision]":
    rows = rows.select_related("owner", "user", "meeting", "item", "cluster", "proposal")
    return rows.prefetch_related("events")
