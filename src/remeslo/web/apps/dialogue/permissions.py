"""What a person may do at a meeting: the cluster's table of rights, and what a seat adds."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from remeslo.web.apps.common.permissions import Action, can, own_organisations


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """
    One person in a cluster's dialogue.

    Parameters
    ----------
    edits
        Calls meetings: agenda, people, votes, minutes.
    speaks
        May comment, propose and (with a seat) vote.
    reads_all
        May open every employer's card.
    houses
        Keys of the person's organisations.
    """

    user_id: int
    edits: bool
    speaks: bool
    reads_all: bool
    houses: frozenset[str] = frozenset()

    def reads(self, owners: Collection[str]) -> bool:
        """True when what tells of these owners' own papers may be shown; nobody's papers are everybody's."""
        return not owners or self.reads_all or not self.houses.isdisjoint(owners)

    def leads(self, meeting: Any) -> bool:
        """True for those who run the meeting: editors, its chair and its secretary."""
        named = (meeting.chair, meeting.secretary)
        return self.edits or (self.speaks and any(s is not None and s.user_id == self.user_id for s in named))

    def sees(self, meeting: Any) -> bool:
        """A draft is for those who prepare it."""
        return meeting.state != "draft" or self.leads(meeting)

    def carries(self, decision: Any) -> bool:
        """True for whoever may say that the decision is carried out: the person named, or people of the owner."""
        if self.edits or decision.user_id == self.user_id:
            return True
        return self.speaks and decision.owner.key in self.houses


def voice_of(user: Any, cluster: Any) -> Voice:
    """The person's voice; one query for the organisations."""
    own = own_organisations(user, cluster, cluster.organisations.all())
    return Voice(
        user_id=user.pk,
        edits=can(user, Action.EDIT_DIALOGUE, cluster),
        speaks=can(user, Action.VOTE_DIALOGUE, cluster),
        reads_all=can(user, Action.SEE_CARD, cluster),
        houses=frozenset(o.key for o in own),
    )
