"""What a person may do at a table: rights of the cluster's table of rights, and what being the head adds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.competence.studio.place import OF_LINES, OF_REQUESTS, PlaceKind
from remeslo.web.apps.common.permissions import Action, can, own_organisations
from remeslo.web.apps.programmes.audience import EVERYTHING, Audience

BY_EMPLOYERS: Final = OF_REQUESTS | OF_LINES
"""Kinds of places that an employer may rule on where the own requests stand; hours and titles are the college's."""


@dataclass(frozen=True, slots=True)
class _Owned:
    """A thing of one organisation, for the table of rights."""

    cluster_id: int
    owner: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """
    One person at one table.

    Parameters
    ----------
    is_head
        Heads the working group: decides what is contested and what somebody opposed, where the person may read it.
    leads
        Opens the table, names the head, approves, starts signing, publishes.
    rules
        May rule on every place.
    remarks
        May comment, disagree, propose and vote.
    employers
        Keys of organisations on whose requests the person may rule.
    signs_for
        Keys of the organisations the person may sign for.
    houses
        Keys of the person's organisations.
    """

    user_id: int
    is_head: bool
    leads: bool
    rules: bool
    remarks: bool
    audience: Audience
    employers: frozenset[OrganisationKey] = frozenset()
    signs_for: frozenset[OrganisationKey] = frozenset()
    houses: frozenset[OrganisationKey] = frozenset()

    def may_rule(self, kind: PlaceKind, owners: Collection[str], *, contested: bool = False) -> bool:
        """True when the person may rule at a place: anywhere, or where nobody but the own house asks for something."""
        if self.rules or (self.is_head and contested and self.reads(kind, owners)):
            return True
        return kind in BY_EMPLOYERS and bool(owners) and all(o in self.employers for o in owners)

    def may_decide(self) -> bool:
        """True for those who approve proposals and settle what others said."""
        return self.leads or self.is_head

    def reads(self, kind: PlaceKind | None, owners: Collection[str]) -> bool:
        """True when what is ruled or said there may be shown: it can quote the requests of these employers."""
        if kind not in BY_EMPLOYERS or self.audience.reads_all:
            return True
        return any(self.audience.reads(o) for o in owners)

    def may_sign(self, organisation: str) -> bool:
        """True for the own organisation only."""
        return organisation in self.signs_for


def seat_of(user: Any, table: Any, organisations: Iterable[Any]) -> Seat:
    """The seat of a person; ``organisations`` are the rows of the table's cluster. No query of its own but one."""
    rows = tuple(organisations)
    own = own_organisations(user, table.cluster, rows)

    def of(action: Action) -> frozenset[OrganisationKey]:
        return frozenset(OrganisationKey(o.key) for o in own if can(user, action, _Owned(table.cluster_id, o)))

    houses = frozenset(OrganisationKey(o.key) for o in own)
    remarks = can(user, Action.REMARK_PROGRAMME, table)
    return Seat(
        user_id=user.pk,
        is_head=remarks and table.head_id == user.pk,  # a head who left the cluster heads nothing
        leads=can(user, Action.EDIT_PROGRAMMES, table),
        rules=can(user, Action.RULE_PROGRAMME, table),
        remarks=remarks,
        audience=EVERYTHING if can(user, Action.SEE_CARD, table) else Audience(organisations=houses),
        employers=of(Action.RULE_PROGRAMME),
        signs_for=of(Action.SIGN_PROGRAMME),
        houses=houses,
    )
