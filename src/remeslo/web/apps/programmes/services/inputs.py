"""Keeping a cluster as it was when a plan was asked for, so that results can always name what they were made from."""

import gzip
import hashlib
import json
from datetime import datetime

from django.db import transaction

from remeslo.core.line.cluster import Cluster as ClusterValue
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.programmes.models import PlanInput
from remeslo.web.apps.registry.contents import CORE_TYPES


@transaction.atomic
def keep_input(cluster: Cluster, value: ClusterValue, *, at: datetime) -> PlanInput:
    """The row of this very cluster; contents that were kept before are not kept again."""
    text = json.dumps(to_json(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    sha = hashlib.sha256(text).hexdigest()
    found = PlanInput.objects.filter(cluster=cluster, sha256=sha).first()
    if found is None:
        found = PlanInput(
            cluster=cluster, sha256=sha, body=gzip.compress(text, mtime=0), documents=_documents(cluster), made_at=at
        )
        found.save()
    return found


def _documents(cluster: Cluster) -> list[dict[str, object]]:
    """Published versions of what the line reads, in order."""
    rows = VersionedDocument.objects.filter(
        cluster=cluster, kind__in=CORE_TYPES, published__isnull=False, withdrawn=False
    ).values_list("kind", "key", "title", "published__number")
    return [{"kind": k, "key": key, "title": title, "number": n} for k, key, title, n in rows.order_by("kind", "key")]
