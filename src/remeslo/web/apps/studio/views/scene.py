"""One table for one reader: found, opened, its board made when asked for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Max
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.competence.limits import limits
from remeslo.core.competence.studio.book import rulings
from remeslo.core.competence.studio.place import Place, read_place
from remeslo.core.competence.studio.reading import plain
from remeslo.core.line.studio import decisions_of
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.programmes.comparables import comparables
from remeslo.web.apps.studio.acts import Meant
from remeslo.web.apps.studio.enums import ProposalState, TableState
from remeslo.web.apps.studio.founding import ground
from remeslo.web.apps.studio.models import Proposal, Table, TableChange
from remeslo.web.apps.studio.permissions import Seat, seat_of
from remeslo.web.apps.studio.queries import table_of
from remeslo.web.apps.studio.services.writing import Wanted
from remeslo.web.apps.studio.shown import TermNow, remarks, term_of
from remeslo.web.apps.studio.snapshot import book_of, designed_of, desk_of, outline_of, replayed
from remeslo.web.apps.studio.tables.board import board_table
from remeslo.web.apps.studio.tables.estimates import EstimateItem, estimates_of
from remeslo.web.apps.studio.tables.items import BoardTable, Reader
from remeslo.web.apps.studio.tables.term import TermFigure, term_figure, term_stamp
from remeslo.web.apps.studio.tables.threads import ThreadItem, threads_by_ref

TABS = (
    ("table", gettext_lazy("Table"), "table"),
    ("proposals", gettext_lazy("Proposals"), "layers"),
    ("history", gettext_lazy("History"), "history"),
    ("compare", gettext_lazy("Versions"), "compare"),
    ("signing", gettext_lazy("Signing"), "edit"),
)
STATES = {
    TableState.OPEN: ("warm", "edit"),
    TableState.SIGNING: ("note", "lock"),
    TableState.SIGNED: ("ok", "done"),
    TableState.CLOSED: ("ok", "publish"),
}
UNDO = "undo-"
"""The key of a change that takes another back begins so."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the table."""

    url: str
    label: Any
    icon: str
    current: bool
    count: int = 0


class Scene:
    """A table as one reader meets it; everything is made when the page asks for it."""

    def __init__(self, request: ClusterRequest, table: Table, tab: str) -> None:
        self.request, self.table, self.tab = request, table, tab
        self.key, self.title = table.document.key, table.document.title
        self.organisations = list(request.cluster.organisations.all())
        self.seat: Seat = seat_of(request.user, table, self.organisations)

    # --- what the frame of the pages shows ---
    @property
    def state(self) -> tuple[Any, str, str]:
        """Word, chip and icon."""
        return (TableState(self.table.state).label, *STATES[TableState(self.table.state)])

    @property
    def is_open(self) -> bool:
        """Changes can be made."""
        return self.table.state == TableState.OPEN

    @property
    def head(self) -> str:
        """Who heads the group."""
        row = self.table
        return f"{row.head} ({row.head_organisation})" if row.head else ""

    @property
    def tabs(self) -> Iterator[Tab]:
        """The parts of the table."""
        waiting = Proposal.objects.filter(table=self.table, state=ProposalState.OPEN).count()
        for name, label, icon in TABS:
            yield Tab(self.link(name), label, icon, name == self.tab, waiting if name == "proposals" else 0)

    def link(self, name: str) -> str:
        """The address of a part."""
        return reverse(f"studio:{name}", kwargs={"cluster": self.request.cluster.key, "key": self.key})

    @property
    def may_rule(self) -> bool:
        """May rule at least somewhere now."""
        return self.is_open and (self.seat.rules or self.seat.is_head or bool(self.seat.employers))

    @property
    def may_propose(self) -> bool:
        """May put changes before the group."""
        return self.is_open and self.seat.remarks

    @property
    def may_remark(self) -> bool:
        """May speak."""
        return self.seat.remarks and self.table.state != TableState.CLOSED

    @cached_property
    def free_cards(self) -> list[dict[str, Any]]:
        """Cards that could be brought to the table, for those who may."""
        if not (self.is_open and can(self.request.user, Action.EDIT_PROGRAMMES, self.table.document)):
            return []
        names = self.reader.names
        return [{"card": c, "employer": names.get(c.employer, "")} for c in ground(self.request.cluster).free_cards()]

    # --- the programme ---
    @cached_property
    def outline(self) -> Any:
        """The outline the table lies on."""
        return outline_of(self.table)

    @cached_property
    def desk(self) -> Any:
        """The programme in its cluster."""
        return desk_of(self.table)

    @cached_property
    def book(self) -> Any:
        """What stands at each place."""
        return book_of(self.table)

    @cached_property
    def designed(self) -> Any:
        """The design as it stands."""
        return designed_of(self.desk, rulings(self.book))

    @cached_property
    def board(self) -> Any:
        """The board; ``None`` when no design can be made."""
        learnt = decisions_of(self.desk.designer, but=self.desk.outline)
        return self.desk.board_of(self.designed, rulings(self.book), book=self.book, decisions=learnt)

    @cached_property
    def reader(self) -> Reader:
        """Who looks."""
        return Reader(
            audience=self.seat.audience,
            may_edit=self.is_open and self.seat.rules,
            own=frozenset(OrganisationKey(k) for k in self.seat.employers) if self.is_open else frozenset(),
            names={o.key: o.name for o in self.organisations},
            people={},
        )

    @cached_property
    def shown(self) -> BoardTable:
        """The three columns."""
        return board_table(self.board, self.reader)

    @cached_property
    def estimates(self) -> Mapping[str, EstimateItem]:
        """What comparable elements of other curricula have, by index; empty where there is nothing to compare with."""
        cluster, design = self.desk.designer.cluster, self.designed.design
        if design is None or self.board is None:
            return {}
        step = limits(cluster.norms[design.norms], day=cluster.day, kind=design.kind, base=design.base).practice_step
        known = comparables(self.request.cluster, self.key, practice_week_hours=step)
        reads_all = self.seat.audience.reads_all
        return estimates_of(design, self.board, known, practice_step=step, reads_all=reads_all, language=self.language)

    @cached_property
    def threads(self) -> dict[str, ThreadItem]:
        """What was said, by thing."""
        return threads_by_ref(remarks(self.table, self.seat, design=self.designed.design), self.seat.user_id)

    @cached_property
    def term(self) -> TermNow:
        """What is known of the term."""
        return term_of(self.table)

    @property
    def term_figure(self) -> TermFigure:
        """The term in words."""
        return term_figure(self.term, self.language)

    @property
    def language(self) -> str:
        """Of the reader."""
        return "en" if (get_language() or "ru").startswith("en") else "ru"

    @property
    def stamp(self) -> str:
        """Changes whenever anything on the page does."""
        return f"{self.table.stamp}|{self.table.state}|{term_stamp(self.term)}"

    # --- changes ---
    def wanted(self, meant: Iterable[Meant], base: int, note: str = "") -> list[Wanted]:
        """The changes, each with the newest one at its place that a page of change ``base`` has shown."""
        listed = list(meant)
        rows = TableChange.objects.filter(table=self.table, number__lte=base, place__in=[str(m.place) for m in listed])
        seen = dict(rows.values("place").annotate(newest=Max("number")).values_list("place", "newest"))
        return [Wanted(m.place, m.value, seen.get(str(m.place), 0), note) for m in listed]

    @cached_property
    def undoable(self) -> tuple[TableChange, ...]:
        """My last changes made together that still stand and were not taken back; empty when there are none."""
        rows = TableChange.objects.filter(table=self.table, author=self.request.user).order_by("-number")[:400]
        batches: dict[Any, list[TableChange]] = {}
        for row in rows:
            batches.setdefault(row.at, []).append(row)
        skip = 0
        for batch in batches.values():
            if batch[0].client_key.startswith(UNDO):
                skip += 1
            elif skip:
                skip -= 1
            else:
                standing = {r.by.number for r in self.book.registers.values() if not r.contested}
                return tuple(batch) if all(r.number in standing for r in batch) else ()
        return ()

    def meant_by_undo(self) -> tuple[Meant, ...]:
        """Changes back to what stood before my last ones."""
        if not self.undoable:
            return ()
        before = replayed(self.table, min(r.number for r in self.undoable) - 1).registers
        return tuple(_back(read, before.get(read)) for read in (_place(r) for r in self.undoable))


def _place(row: TableChange) -> Place:
    return read_place(row.place)


def _back(place: Place, register: Any) -> Meant:
    value = plain(register.value) if register is not None else None
    return Meant(place, value if isinstance(value, dict) else None)


def open_scene(request: ClusterRequest, key: str, tab: str) -> Scene:
    """The table of the address; 404 when there is none."""
    table = None if "\0" in key else table_of(request.cluster, key)
    if table is None:
        raise Http404
    return Scene(request, table, tab)


def words() -> dict[str, str]:
    """What the page's script says."""
    return {
        "lost": _("No connection: nothing was sent."),
        "found": _("The connection is back."),
        "collected": _("In the proposal: {n}."),
        "picked": _("Picked up: {name}. Places: {n}. Arrow keys choose, Enter puts it there, Esc leaves it."),
        "put_back": _("Left where it was: {name}."),
        "nowhere": _("There is nowhere else to put it."),
    }
