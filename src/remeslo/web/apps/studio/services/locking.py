"""What every act at a table begins and ends with: the table's row locked, the right looked at, the act logged."""

from typing import Any

from remeslo.core.base.findings import Finding, Severity
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.permissions import memberships_in
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.studio.enums import TableState
from remeslo.web.apps.studio.models import Table
from remeslo.web.apps.studio.permissions import Seat, seat_of
from remeslo.web.apps.studio.services.refusals import NotYours, TableFrozen


def refusal(code: str, where: str = "", **facts: object) -> Finding:
    """A finding of this area that stops the act."""
    return Finding(f"studio.{code}", where, facts, Severity.STOPS_SAVING)


def seat_at(table: Table, user: User) -> Seat:
    """The person's seat; one query for the organisations (and one for memberships, once a request)."""
    return seat_of(user, table, table.cluster.organisations.all())


def locked(table_id: int) -> Table:
    """The table's row, locked until the transaction ends: changes get their numbers one after another."""
    return Table.objects.select_for_update(of=("self",)).select_related("cluster", "document").get(pk=table_id)


def hold_open(table: Table) -> None:
    """Refuse when nothing may be changed at this table."""
    if table.state != TableState.OPEN:
        raise TableFrozen([refusal("table_frozen" if table.is_frozen else "table_closed", state=table.state)])


def hold(right: bool, act: str) -> None:
    """Refuse when the person may not do this here."""
    if not right:
        raise NotYours([refusal("not_yours", act=act)])


def speaks_for(user: User, cluster: Cluster) -> Organisation | None:
    """The organisation that a person speaks for in a cluster; the first of several."""
    return next((m.organisation for m in memberships_in(user, cluster.pk) if m.organisation_id), None)


def touch(table: Table, *fields: str) -> None:
    """Save the fields and tell open pages that something is new."""
    table.stamp += 1
    table.save(update_fields=["stamp", *fields])


def log(action: str, table: Table, *, by: User | None, **facts: Any) -> None:
    """A line of the cluster's log about this table."""
    record(f"studio.{action}", by=by, cluster=table.cluster, subject=f"outline:{table.document.key}", **facts)


def name_of(user: User | None) -> str:
    """The person's name as it is today."""
    return str(user)[:200] if user else ""
