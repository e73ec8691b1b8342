"""The cluster: its members, workshops, people, groups and norms."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from remeslo.core.curriculum.norms import Norm, NormPack, NormValue
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.registry import queries
from remeslo.web.apps.registry.snapshot import published_values
from remeslo.web.apps.registry.words import UNITS


@dataclass(frozen=True, slots=True)
class ShownNorm:
    """A norm with its value in force, or none."""

    norm: Norm
    unit: str | Promise
    value: NormValue | None


@cluster_member_required(Action.SEE_CLUSTER)
def cluster(request: ClusterRequest) -> HttpResponse:
    """Members and what each brings."""
    return _tab(request, "members", members=queries.members(request.cluster))


@cluster_member_required(Action.SEE_CLUSTER)
def workshops(request: ClusterRequest) -> HttpResponse:
    """Workshops: where, how many places, which equipment, shared or not."""
    return _tab(request, "workshops", workshops=queries.workshops(request.cluster))


@cluster_member_required(Action.SEE_STAFF)
def staff(request: ClusterRequest) -> HttpResponse:
    """People who teach."""
    return _tab(request, "staff", staff=queries.staff(request.cluster))


@cluster_member_required(Action.SEE_CLUSTER)
def groups(request: ClusterRequest) -> HttpResponse:
    """Groups of students."""
    return _tab(request, "groups", groups=queries.groups(request.cluster))


@cluster_member_required(Action.SEE_STANDARDS)
def norms(request: ClusterRequest) -> HttpResponse:
    """Norms in force on the cluster's day, each with its source and whether it was verified."""
    packs: list[NormPack] = list(
        published_values(request.cluster, (DocumentKind.NORM_PACK,))[DocumentKind.NORM_PACK].values()
    )
    day = request.cluster.day
    shown = [(pack, [_shown(pack, key, day) for key in pack.norms]) for pack in packs]
    return _tab(request, "norms", packs=shown)


def _shown(pack: NormPack, key: str, day: date) -> ShownNorm:
    norm = pack.norms[key]
    return ShownNorm(norm, UNITS.get(norm.unit, norm.unit), norm.on(day) if pack.has(key, day) else None)


def _tab(request: ClusterRequest, tab: str, **context: object) -> HttpResponse:
    figures = queries.cluster_figures(request.cluster)
    return render(request, f"registry/{tab}.html", {"figures": figures, "tab": tab, **context})
