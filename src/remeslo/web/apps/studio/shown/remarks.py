"""What was said at a table, in threads, as a reader may see it."""

from dataclasses import dataclass

from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.studio.place import Place, read_place
from remeslo.web.apps.studio.enums import RemarkKind
from remeslo.web.apps.studio.models import Remark, Table
from remeslo.web.apps.studio.permissions import Seat
from remeslo.web.apps.studio.shown.history import who_asks


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark with its answers, oldest first; ``place`` ``None``: on the programme as a whole."""

    remark: Remark
    place: Place | None
    answers: tuple[Remark, ...]
    may_settle: bool

    @property
    def is_disagreement(self) -> bool:
        """True when somebody must settle it before anybody signs."""
        return self.remark.kind == RemarkKind.DISAGREEMENT


def remarks(table: Table, seat: Seat, *, design: ProgrammeDesign | None = None) -> list[Thread]:
    """Threads the reader may see, open ones first, then by time; one query, and `owners_of`'s for employers."""
    rows = list(Remark.objects.filter(table=table).select_related("organisation", "settled_by"))
    places = {r.pk: read_place(r.place) if r.place else None for r in rows}
    owners = who_asks(table, seat, (p for p in places.values() if p is not None), design)
    answers: dict[int, list[Remark]] = {}
    for row in rows:
        if row.parent_id:
            answers.setdefault(row.parent_id, []).append(row)
    threads = [
        Thread(r, place, tuple(answers.get(r.pk, ())), seat.may_decide() or r.author_id == seat.user_id)
        for r in rows
        if not r.parent_id and ((place := places[r.pk]) is None or seat.reads(place.kind, owners.get(place, ())))
    ]
    return sorted(threads, key=lambda t: (not t.remark.is_open, t.remark.at, t.remark.pk))
