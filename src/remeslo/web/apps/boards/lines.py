"""Lines of a board: each figure with its plan, the year before, its peers and its lock, as one reader sees them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.registry.keys import NodeKind
from remeslo.core.registry.paths import View
from remeslo.core.results.indicator import Indicator
from remeslo.core.rollup.node import NodeFigure
from remeslo.core.rollup.peers import Change, Comparison, PlanFact, change, compare, plan_and_fact
from remeslo.web.apps.boards.addresses import indicator_url
from remeslo.web.apps.boards.queries import Map, Place, clusters_under, peers_of, plans_of
from remeslo.web.apps.boards.reading import Public, Reader, ShownFigure, Years, figures, nothing
from remeslo.web.apps.boards.trees import cluster_of_node, kind_of
from remeslo.web.apps.results.figures import TOO_LOW, indicators

Shown = Mapping[tuple[str, str, str], ShownFigure]


@dataclass(frozen=True, slots=True)
class Line:
    """
    One figure of a board.

    Parameters
    ----------
    plan
        Plan and fact of clusters that have both; of a college's share: the plan of its cluster.
    url
        Where it is opened.
    """

    shown: ShownFigure
    before: ShownFigure | None
    change: Change | None
    plan: PlanFact | None
    comparison: Comparison | None
    url: str
    name: str = ""

    @property
    def indicator(self) -> Indicator:
        """Which figure it is."""
        return self.shown.indicator

    @property
    def fulfilment(self) -> Fraction | None:
        """Fact ÷ plan."""
        return self.plan.fulfilment if self.plan else None

    @property
    def is_missed(self) -> bool:
        """True when the plan was not reached."""
        done = self.fulfilment
        return done is not None and (done < 1) == self.indicator.more_is_better and done != 1

    @property
    def is_too_low(self) -> bool:
        """True when the plan was surpassed by a quarter."""
        done = self.fulfilment
        return done is not None and done >= TOO_LOW and self.indicator.more_is_better


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What a page is about: the node, the year, the view of the past, who reads."""

    reader: Reader
    node: str
    period: str
    view: View
    known: Years

    @property
    def kept_view(self) -> str:
        """The view under which rows are kept."""
        return self.known.view_of(self.period, self.view)

    @property
    def before(self) -> str:
        """The year before."""
        return str(int(self.period) - 1)


def board_lines(here: Standpoint, place: Place | None, country: Map, query: Mapping[str, str]) -> list[Line]:
    """A line for each indicator, in their order; three queries, and two where there are peers."""
    shown = figures(here.reader, [here.node], [here.period, here.before], known=here.known, view=here.view)
    plans = _Plans(here, country)
    peers = _peers(here, place)
    return [_line(here, one, shown, plans, peers, query) for one in indicators().values()]


def _line(
    here: Standpoint,
    one: Indicator,
    shown: Shown,
    plans: "_Plans",
    peers: Mapping[str, Sequence[NodeFigure]],
    query: Mapping[str, str],
) -> Line:
    now = shown.get((here.node, one.key, here.period)) or nothing(here.node, one, here.period)
    before = shown.get((here.node, one.key, here.before))
    return Line(
        shown=now,
        before=before,
        change=change(now.figure, before.figure) if now.figure and before and before.figure else None,
        plan=plans.of(one, now),
        comparison=compare(now.figure, peers.get(one.key, ()), more_is_better=one.more_is_better)
        if now.figure
        else None,
        url=indicator_url(here.node, one.key, **query),
    )


class _Plans:
    """Plans of the clusters under a node, with those of their figures that everybody may see."""

    def __init__(self, here: Standpoint, country: Map) -> None:
        self.node = here.node
        self.own = cluster_of_node(here.node)
        clusters = (f"{NodeKind.CLUSTER.value}:{self.own}",) if self.own else clusters_under(here.node, country)
        self.plans = plans_of(clusters, here.period)
        self.parts: dict[str, list[NodeFigure]] = {}
        if not self.own and self.plans:
            reader = _Above(here.reader, here.node)
            told = figures(reader, clusters, [here.period], known=here.known, view=here.view, among=self.plans)
            for (_node, key, _period), one in told.items():
                if one.figure:
                    self.parts.setdefault(key, []).append(one.figure)

    def of(self, one: Indicator, shown: ShownFigure) -> PlanFact | None:
        """Plan and fact of a figure; of a college only for shares, where the cluster's plan can be compared."""
        plans = self.plans.get(one.key, {})
        if not plans or shown.hidden:
            return None
        if not self.own:
            return plan_and_fact(self.parts.get(one.key, ()), plans)
        plan = next(iter(plans.values()))
        if shown.figure is None or shown.value is None:
            return None
        if kind_of(self.node) != NodeKind.CLUSTER and shown.figure.below is None:
            return None
        return plan_and_fact([shown.figure], {shown.node: plan})


@dataclass(frozen=True)
class _Above:
    """Who sees a node above clusters sees the plans of the clusters under it: of figures that everybody may see."""

    reader: Reader
    node: str

    def sees(self, node: str) -> bool:
        """Clusters are looked at on behalf of the node that the reader sees."""
        return self.reader.sees(self.node)

    def sees_hidden(self, node: str) -> bool:
        """Never."""
        return False

    def unit_inside(self, node: str) -> str:
        """Nobody is inside."""
        return ""


def _peers(here: Standpoint, place: Place | None) -> Mapping[str, Sequence[NodeFigure]]:
    """Others' figures that everybody may see, by indicator."""
    others = [p.node for p in peers_of(place, here.period, here.kept_view)] if place else []
    others = [n for n in others if n != here.node]
    if not others:
        return {}
    told = figures(Public(), others, [here.period], known=here.known, view=here.view)
    found: dict[str, list[NodeFigure]] = {}
    for (_node, key, _period), one in told.items():
        if one.figure:
            found.setdefault(key, []).append(one.figure)
    return found


@dataclass(frozen=True, slots=True)
class Opened:
    """One figure of a node, opened: its years, its parts by group, its peers that the reader may see."""

    line: Line
    years: tuple[Line, ...]
    parts: tuple[tuple[str, tuple[Line, ...]], ...]


def opened(
    here: Standpoint,
    one: Indicator,
    place: Place | None,
    country: Map,
    children: Iterable[Place],
    query: Mapping[str, str],
) -> Opened:
    """The figure with its history, and every part that the reader may see; six queries at most."""
    parts = [p for p in children if here.reader.sees(p.node)]
    periods = tuple(dict.fromkeys((*here.known.periods, here.before)))
    shown = dict(
        figures(here.reader, [here.node], periods, known=here.known, view=here.view, indicator=one.key)
    ) | dict(
        figures(
            here.reader,
            [p.node for p in parts],
            [here.period, here.before],
            known=here.known,
            view=here.view,
            indicator=one.key,
        )
    )
    plans = _Plans(here, country)
    line = _line(here, one, shown, plans, _peers(here, place), query)
    history = tuple(_of_year(here, one, shown, year) for year in sorted(here.known.periods))
    groups: dict[str, list[Line]] = {}
    for part in parts:
        groups.setdefault(part.kind, []).append(_part(here, one, shown, plans, part, query))
    return Opened(line, history, tuple((name, tuple(lines)) for name, lines in groups.items()))


def _of_year(here: Standpoint, one: Indicator, shown: Shown, year: str) -> Line:
    now = shown.get((here.node, one.key, year)) or nothing(here.node, one, year)
    before = shown.get((here.node, one.key, str(int(year) - 1)))
    moved = change(now.figure, before.figure) if now.figure and before and before.figure else None
    return Line(now, before, moved, None, None, "", year)


def _part(here: Standpoint, one: Indicator, shown: Shown, plans: _Plans, part: Place, query: Mapping[str, str]) -> Line:
    now = shown.get((part.node, one.key, here.period)) or nothing(part.node, one, here.period)
    before = shown.get((part.node, one.key, here.before))
    plan: PlanFact | None = None
    if now.figure and now.value is not None and part.kind == NodeKind.CLUSTER:
        plan = plan_and_fact([now.figure], plans.plans.get(one.key, {}))
    moved = change(now.figure, before.figure) if now.figure and before and before.figure else None
    return Line(now, before, moved, plan, None, indicator_url(part.node, one.key, **query), part.name)
