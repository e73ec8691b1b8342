"""What was said, gathered by the thing on the screen that it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from remeslo.core.competence.studio.place import OF_LINES, OF_REQUESTS, Place, PlaceKind
from remeslo.web.apps.studio.models import Remark
from remeslo.web.apps.studio.shown import Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkItem:
    """One remark; ``needs_note``: settling what somebody else disagreed with takes a reason."""

    number: int
    author: str
    at: datetime
    text: str
    is_disagreement: bool
    is_settled: bool
    settled_by: str
    settled_note: str
    may_settle: bool
    needs_note: bool


@dataclass(slots=True)
class ThreadItem:
    """All remarks about one thing."""

    remarks: list[RemarkItem] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Remarks."""
        return len(self.remarks)

    @property
    def has_open_disagreement(self) -> bool:
        """True while somebody disagrees."""
        return any(r.is_disagreement and not r.is_settled for r in self.remarks)


def threads_by_ref(threads: Iterable[Thread], user_id: int) -> dict[str, ThreadItem]:
    """Threads by the thing: ``line:KEY``, ``request:CARD/N``, ``element:INDEX``, ``competence:CODE``, ``programme``."""
    found: dict[str, ThreadItem] = {}
    for thread in sorted(threads, key=lambda t: (t.remark.at, t.remark.pk)):
        item = found.setdefault(ref_of(thread.place), ThreadItem())
        item.remarks.append(_remark(thread.remark, thread.may_settle, user_id))
        item.remarks += [_remark(answer, False, user_id) for answer in thread.answers]
    return found


def ref_of(place: Place | None) -> str:
    """The thing on the screen that a place belongs to."""
    if place is None:
        return "programme"
    if place.kind in OF_REQUESTS:
        return f"request:{place.key}"
    if place.kind in OF_LINES:
        return f"line:{place.key}"
    return f"element:{place.key}" if place.kind is PlaceKind.HOURS else f"competence:{place.key}"


def place_of(ref: str) -> Place | None:
    """The place that a remark on a thing of the screen is kept at; raises ProblemError for rubbish."""
    kind, _colon, key = ref.partition(":")
    if kind == "programme":
        return None
    kinds = {"request": PlaceKind.REQUEST, "line": PlaceKind.WORDING, "element": PlaceKind.HOURS}
    return Place(kinds.get(kind, PlaceKind.TITLE), key)


def _remark(row: Remark, may_settle: bool, user_id: int) -> RemarkItem:
    disagrees = row.kind == "disagreement"
    return RemarkItem(
        number=row.pk,
        author=f"{row.author_name} · {row.organisation}" if row.organisation else row.author_name,
        at=row.at,
        text=row.text,
        is_disagreement=disagrees,
        is_settled=row.settled_at is not None,
        settled_by=str(row.settled_by or ""),
        settled_note=row.settled_note,
        may_settle=may_settle and row.settled_at is None,
        needs_note=disagrees and row.author_id != user_id,
    )
