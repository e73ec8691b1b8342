"""Tables of a cluster, and one of them."""

from django.db.models import QuerySet

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import Cluster, Membership
from remeslo.web.apps.studio.models import Table


def table_of(cluster: Cluster, key: str) -> Table | None:
    """The table of the programme with this key; one query. Bodies of versions are read when asked for."""
    return _light(Table.objects.filter(cluster=cluster, document__key=key)).first()


def tables_of(cluster: Cluster) -> list[Table]:
    """Every table of a cluster, in the order of its programmes; one query."""
    return list(_light(Table.objects.filter(cluster=cluster)))


def heads_to_choose(cluster: Cluster) -> list[Membership]:
    """People of employers, any of whom may head a working group; one query."""
    rows = Membership.objects.filter(cluster=cluster, role=Role.EMPLOYER, organisation__isnull=False)
    rows = rows.select_related("user", "organisation").order_by("organisation__position", "user__name", "id")
    return [m for m in rows if m.organisation is not None and m.organisation.is_employer]


def _light(rows: "QuerySet[Table]") -> "QuerySet[Table]":
    related = ("cluster", "document__latest", "document__published", "base", "head", "head_organisation", "signing")
    bodies = ("document__latest__body", "document__published__body", "base__body", "signing__body")
    return rows.select_related(*related, "opened_by").defer(*bodies)
