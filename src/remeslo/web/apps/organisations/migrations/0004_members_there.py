"""Clusters that were loaded before there was a registry get their organisations, memberships and places."""

from datetime import date
from typing import Any

from django.db import migrations

KIND_OF_ROLE = {
    "base_college": "college",
    "network_college": "college",
    "anchor_employer": "enterprise",
    "partner_employer": "enterprise",
    "corporate_university": "corporate_university",
    "region_authority": "authority",
    "managing_body": "association",
}


def derive(apps: Any, schema_editor: Any) -> None:
    """As `derived.derive` does for a cluster that has nothing yet."""
    models = {name: apps.get_model("organisations", name) for name in ("LegalEntity", "MemberOf", "Node", "Placement")}
    for cluster in apps.get_model("common", "Cluster").objects.all():
        since = date(cluster.start_year, 1, 1)
        dated = {"since": since, "origin": "derived"}
        industry = f"industry:{cluster.industry or 'none'}"
        region = f"region:{cluster.region or 'none'}"
        for node in (industry, region, "round:none"):
            models["Node"].objects.get_or_create(key=node, defaults={"title": node.partition(":")[2]})
        for hierarchy, parent in (("industry", industry), ("round", "round:none")):
            models["Placement"].objects.create(
                hierarchy=hierarchy, child=f"cluster:{cluster.key}", parent=parent, cluster=cluster, **dated
            )
        for row in cluster.organisations.all():
            entity = models["LegalEntity"].objects.create(
                key=f"{cluster.key}.{row.key}",
                name=row.name,
                kind=KIND_OF_ROLE.get(row.role, "other"),
                region=cluster.region,
                settlement=row.settlement,
                origin="derived",
            )
            models["MemberOf"].objects.create(entity=entity, cluster=cluster, organisation=row, role=row.role, **dated)
            models["Placement"].objects.create(
                hierarchy="region", child=f"entity:{entity.key}", parent=region, entity=entity, **dated
            )


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_upload"), ("common", "0001_initial")]
    operations = [migrations.RunPython(derive, migrations.RunPython.noop)]
