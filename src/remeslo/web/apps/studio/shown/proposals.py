"""Proposals with what they would change, who voted how, and which of their places moved on meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass

from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.studio.place import Place, read_place
from remeslo.core.competence.studio.reading import read_value
from remeslo.core.competence.studio.values import Value
from remeslo.web.apps.studio.enums import Opinion
from remeslo.web.apps.studio.models import Proposal, Standing, Table, Vote
from remeslo.web.apps.studio.permissions import Seat
from remeslo.web.apps.studio.shown.history import who_asks


@dataclass(frozen=True, slots=True)
class ShownWish:
    """A change of a proposal; without ``value`` and ``note`` where the reader may not read them."""

    place: Place
    readable: bool
    value: Value | None
    note: str
    moved_on: bool


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """
    A proposal for a reader.

    Parameters
    ----------
    may_apply
        The reader may approve it now: nothing moved on, and nobody opposes, or the reader heads the group.
    """

    row: Proposal
    readable: bool
    wishes: tuple[ShownWish, ...]
    votes: tuple[Vote, ...]
    mine: Vote | None
    may_decide: bool
    may_apply: bool
    is_mine: bool

    @property
    def against(self) -> tuple[Vote, ...]:
        """Opposing votes."""
        return tuple(v for v in self.votes if v.opinion == Opinion.OPPOSE)

    @property
    def moved_on(self) -> tuple[Place, ...]:
        """Places that somebody changed since."""
        return tuple(w.place for w in self.wishes if w.moved_on)


def proposals(table: Table, seat: Seat, *, design: ProgrammeDesign | None = None) -> list[ShownProposal]:
    """Every proposal of a table, open ones first, then the newest; three queries, and `owners_of`'s for employers."""
    rows = list(Proposal.objects.filter(table=table).select_related("organisation", "decided_by"))
    return sorted(_shown(table, seat, rows, design), key=lambda p: not p.row.is_open)


def proposal_of(
    table: Table, seat: Seat, number: int, *, design: ProgrammeDesign | None = None
) -> ShownProposal | None:
    """One proposal of this table."""
    rows = list(Proposal.objects.filter(table=table, pk=number).select_related("organisation", "decided_by"))
    return next(iter(_shown(table, seat, rows, design)), None)


def _shown(table: Table, seat: Seat, rows: Sequence[Proposal], design: ProgrammeDesign | None) -> list[ShownProposal]:
    votes: dict[int, list[Vote]] = {}
    for vote in Vote.objects.filter(proposal__in=rows):
        votes.setdefault(vote.proposal_id, []).append(vote)
    there = {s.place: s for s in Standing.objects.filter(table=table).select_related("by")}
    places = {w["place"]: read_place(w["place"]) for row in rows for w in row.wanted}
    owners = who_asks(table, seat, places.values(), design)

    def wish(row: Proposal, w: dict[str, object]) -> ShownWish:
        place = places[str(w["place"])]
        reads = seat.reads(place.kind, owners.get(place, ()))
        value = read_value(place, w["value"]).value if reads else None
        standing = there.get(str(w["place"]))
        stale = row.is_open and w["seen"] != (standing.newest if standing else 0)
        return ShownWish(place, reads, value, str(w.get("note", "")) if reads else "", stale)

    def one(row: Proposal) -> ShownProposal:
        wishes = tuple(wish(row, w) for w in row.wanted)
        said = tuple(votes.get(row.pk, ()))
        opposed = any(v.opinion == Opinion.OPPOSE for v in said)
        readable = all(w.readable for w in wishes)
        if not readable:  # its words may quote what other employers ask for; the row is not saved
            row.title, row.note = "", ""
        free = row.is_open and not any(w.moved_on for w in wishes) and not table.is_frozen
        return ShownProposal(
            row=row,
            readable=readable,
            wishes=wishes,
            votes=said,
            mine=next((v for v in said if v.user_id == seat.user_id), None),
            may_decide=seat.may_decide() and row.is_open and readable,
            may_apply=free and readable and seat.may_decide() and (not opposed or seat.is_head),
            is_mine=row.author_id == seat.user_id,
        )

    return [one(row) for row in rows]
