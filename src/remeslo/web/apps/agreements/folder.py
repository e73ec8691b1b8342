"""The agreements of a cluster folder in rows: loading them and giving them back (`registry.parts`)."""

from collections.abc import Mapping
from typing import Any

from remeslo.core.line import cluster as core
from remeslo.web.apps.agreements.bodies import body_of, told_of
from remeslo.web.apps.agreements.enums import Origin
from remeslo.web.apps.agreements.models import AgreementRow
from remeslo.web.apps.agreements.queries import held
from remeslo.web.apps.agreements.services.terms import write_terms
from remeslo.web.apps.common.models import Cluster


class _AgreementsPart:
    """See `registry.parts.Part`."""

    def load(self, cluster: Cluster, value: core.Cluster) -> None:
        """
        Bring the rows to the folder's picture.

        What was written or done here stays, whether the folder has it or not: loading an older folder takes no
        agreement back. The network form's rows follow.
        """
        rows = AgreementRow.objects.filter(cluster=cluster)
        own = {r.key for r in rows.filter(origin=Origin.ENTERED)} | {r.key for r in rows.filter(steps__isnull=False)}
        rows.filter(origin=Origin.FOLDER).exclude(key__in=own).delete()
        AgreementRow.objects.bulk_create(
            AgreementRow(
                cluster=cluster,
                key=a.key,
                kind=a.kind,
                title=a.title,
                first=a.first,
                until=a.until,
                body=body_of(a),
                told=told_of(a),
                origin=Origin.FOLDER,
            )
            for a in value.agreements
            if a.key not in own
        )
        write_terms(cluster)

    def values(self, cluster: Cluster) -> Mapping[str, Any]:
        """The agreements by their numbers; four queries, one where there are none."""
        if not AgreementRow.objects.filter(cluster=cluster).exists():
            return {"agreements": ()}
        return {"agreements": tuple(sorted((h.value for h in held(cluster)), key=lambda a: a.key))}


PART = _AgreementsPart()
