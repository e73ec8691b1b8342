"""What every page of boards begins with: figures brought up to date, the year and view asked for, the reader."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils import timezone

from remeslo.core.registry.paths import View
from remeslo.web.apps.boards.addresses import board_url
from remeslo.web.apps.boards.asking import Asked, asked
from remeslo.web.apps.boards.audience import Audience
from remeslo.web.apps.boards.lines import Standpoint
from remeslo.web.apps.boards.queries import Map, Place, place_of, upper_map
from remeslo.web.apps.boards.reading import Years, years
from remeslo.web.apps.boards.rights import may_count
from remeslo.web.apps.boards.services.refreshing import (
    MOST_AT_ONCE,
    is_small_country,
    mark_stale,
    needs_refresh,
    refresh_cluster,
    refresh_stale,
    stale_clusters,
)
from remeslo.web.apps.boards.trees import cluster_of_node
from remeslo.web.apps.boards.words import node_word
from remeslo.web.apps.common.models import Cluster


@dataclass(frozen=True, slots=True)
class Crumb:
    """A node above the one that is shown; the address is blank where the reader may not go."""

    name: str
    url: str


class Scene:
    """One node, one reader, one year."""

    def __init__(self, request: Any, node: str) -> None:
        self.request = request
        self.node = node
        self.reader = Audience(request.user)
        if not self.reader.sees(node):
            raise Http404
        self.waiting = self._brought_up_to_date()
        self.known: Years = years()
        self.asked: Asked = asked(request.GET, self.known)

    def _brought_up_to_date(self) -> list[Cluster]:
        """Clusters whose figures are older than their facts, when there are too many to compute them now."""
        at = timezone.now()
        today = timezone.localdate(at)
        if cluster := self.reader.clusters.get(cluster_of_node(self.node)):
            if not needs_refresh(cluster, today):
                return []
            if is_small_country():
                refresh_cluster(cluster, today=today, at=at)
                return []
            mark_stale()
            return [c for c in stale_clusters() if c == cluster]
        mark_stale()
        waiting = stale_clusters()
        if waiting and len(waiting) <= MOST_AT_ONCE and is_small_country():
            return refresh_stale(today=today, at=at)
        return waiting

    @cached_property
    def here(self) -> Standpoint:
        """What the page is about; only where there is a year."""
        return Standpoint(self.reader, self.node, self.asked.period, self.asked.view, self.known)

    @cached_property
    def country(self) -> Map:
        """The nodes above units."""
        return upper_map(self.asked.period, self.here.kept_view)

    @cached_property
    def place(self) -> Place | None:
        """The node's own row."""
        upper = next((p for p in self.country.places if p.node == self.node), None)
        return upper or place_of(self.node, self.asked.period, self.here.kept_view)

    @property
    def name(self) -> str:
        """What the node is called."""
        return node_word(self.node, self.place.name if self.place else self.node.partition(":")[2])

    @property
    def crumbs(self) -> list[Crumb]:
        """Nodes above in the first hierarchy that the node stands in: of a cluster and its colleges, its industry."""
        above = self.country.way_to(self.node, self.place.hierarchy) if self.place else ()
        if cluster := cluster_of_node(self.node):
            node = f"cluster:{cluster}"
            own = () if node == self.node else (node,)
            above = (*self.country.way_to(node, "industry"), *own)
        return [
            Crumb(
                node_word(n, self.country.name_of(n)),
                board_url(n, **self.asked.query) if self.reader.sees(n) else "",
            )
            for n in above
        ]

    @property
    def context(self) -> dict[str, Any]:
        """What every template asks for."""
        return {
            "scene": self,
            "name": self.name if self.asked.period else node_word(self.node, ""),
            "crumbs": self.crumbs if self.asked.period else [],
            "years": self.known.periods,
            "year": self.asked.period,
            "views_differ": bool(self.known.differs),
            "today_view": self.asked.view is View.TODAY,
            "query": self.asked.query,
            "waiting": self.waiting,
            "may_count": bool(self.waiting) and may_count(self.request.user, self.node, self.reader.clusters),
        }
