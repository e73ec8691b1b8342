"""Clusters, their members, and what members bring: sites' workshops and groups (how many learn, never who)."""

from datetime import date
from typing import Any

from django.http import Http404
from ninja import Query
from pydantic import BaseModel

from remeslo.web.api.access import ApiRequest, usable_in
from remeslo.web.api.area import IN_CLUSTER, Area
from remeslo.web.api.enums import Scope
from remeslo.web.api.paging import Asked, Page, part
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.common.permissions import Action, memberships
from remeslo.web.apps.registry import queries

AREA = Area("clusters", Scope.CLUSTERS_READ)


class ClusterHead(BaseModel):
    """A cluster."""

    key: str
    name: str
    industry: str
    region: str
    day: date
    start_year: int
    illustrative: bool


class Figures(BaseModel):
    """The cluster in numbers."""

    colleges: int
    employers: int
    sites: int
    workshops: int
    places: int
    staff: int
    groups: int
    students: int


class ClusterWhole(ClusterHead):
    """A cluster with its figures."""

    figures: Figures


class Clusters(Page[ClusterHead]):
    """A page of clusters."""


class Member(BaseModel):
    """An organisation with what it brings; ``role`` is what it is in the cluster."""

    key: str
    name: str
    role: str
    parent: str | None
    settlement: str
    sites: int
    workshops: int
    places: int
    teachers: int
    masters: int
    mentors: int
    students: int
    cards: int


class Members(Page[Member]):
    """A page of members."""


class WorkshopHere(BaseModel):
    """A workshop."""

    key: str
    name: str
    site: str
    organisation: str
    places: int
    equipment: list[str]
    shared: bool


class Workshops(Page[WorkshopHere]):
    """A page of workshops."""


class Group(BaseModel):
    """A group of learners: how many, never who."""

    key: str
    organisation: str
    programme: str
    programme_title: str
    start_year: int
    size: int


class Groups(Page[Group]):
    """A page of groups."""


@AREA.get("/clusters", out=Clusters)
def listing(request: ApiRequest, asked: Query[Asked]) -> Clusters:
    """List the clusters that the token reaches."""
    mine = {m.cluster_id: m.cluster for m in memberships(request.user)}
    rows = [c for c in mine.values() if usable_in(request.token, request.user, c)]
    shown, more = part(rows, asked, lambda c: (c.key,), "clusters")
    return Clusters(items=[ClusterHead(**_head(c)) for c in shown], next=more)


@AREA.get(IN_CLUSTER, Action.SEE_CLUSTER, out=ClusterWhole)
def cluster(request: ApiRequest, cluster: str) -> ClusterWhole:
    """Read one cluster with its figures."""
    found = queries.cluster_figures(request.cluster)
    figures = Figures(**{name: getattr(found, name) for name in Figures.model_fields})
    return ClusterWhole(**_head(request.cluster), figures=figures)


@AREA.get(f"{IN_CLUSTER}/members", Action.SEE_CLUSTER, out=Members)
def members(request: ApiRequest, cluster: str, asked: Query[Asked]) -> Members:
    """List the member organisations with what they bring."""
    shown, more = part(_members(request.cluster), asked, lambda m: (m.key,), "members")
    return Members(items=list(shown), next=more)


@AREA.get(f"{IN_CLUSTER}/members/{{key}}", Action.SEE_CLUSTER, out=Member)
def member(request: ApiRequest, cluster: str, key: str) -> Member:
    """Read one member organisation."""
    found = next((m for m in _members(request.cluster) if m.key == key), None)
    if found is None:
        raise Http404
    return found


@AREA.get(f"{IN_CLUSTER}/workshops", Action.SEE_CLUSTER, out=Workshops)
def workshops(request: ApiRequest, cluster: str, asked: Query[Asked]) -> Workshops:
    """List the workshops of all members."""
    shown, more = part(queries.workshops(request.cluster), asked, lambda w: (w.key,), "workshops")
    items = [
        WorkshopHere(
            key=w.key,
            name=w.name,
            site=w.site.key,
            organisation=w.site.organisation.key,
            places=w.places,
            equipment=[str(e) for e in w.equipment],
            shared=w.shared,
        )
        for w in shown
    ]
    return Workshops(items=items, next=more)


@AREA.get(f"{IN_CLUSTER}/groups", Action.SEE_CLUSTER, out=Groups)
def groups(request: ApiRequest, cluster: str, asked: Query[Asked]) -> Groups:
    """List the groups of learners: how many they are, never who."""
    shown, more = part(queries.groups(request.cluster), asked, lambda pair: (pair[0].key,), "groups")
    items = [
        Group(
            key=g.key,
            organisation=g.organisation.key,
            programme=g.programme,
            programme_title=title,
            start_year=g.start_year,
            size=g.size,
        )
        for g, title in shown
    ]
    return Groups(items=items, next=more)


def _head(row: Cluster) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ClusterHead.model_fields}


def _members(row: Cluster) -> list[Member]:
    counts = ("sites", "workshops", "places", "teachers", "masters", "mentors", "students", "cards")
    return [
        Member(
            key=m.row.key,
            name=m.row.name,
            role=m.row.role,
            parent=m.row.parent.key if m.row.parent else None,
            settlement=m.row.settlement,
            **{name: getattr(m, name) for name in counts},
        )
        for m in queries.members(row)
    ]
