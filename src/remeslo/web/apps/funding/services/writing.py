"""Writing packs: a draft begun on a version, tried on frozen cases, saved as the next version, published for ever."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from remeslo.core.base.findings import Finding
from remeslo.core.funding.pack import RulePack
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Draft, User, VersionedDocument
from remeslo.web.apps.common.services.documents import publish_version, save_version
from remeslo.web.apps.funding.packs import KIND, OpenDraft, pack_content, pack_value, packed
from remeslo.web.apps.funding.trying import tried


class NotSound(Exception):
    """The pack can't be published: its frozen cases come out wrong, or it has hard findings."""

    def __init__(self, findings: Sequence[Finding], failed: int) -> None:
        super().__init__(f"{len(findings)} findings, {failed} cases")
        self.findings, self.failed = tuple(findings), failed


def keep_draft(cluster: Cluster, pack: RulePack, *, based_on: int, by: User) -> None:
    """Remember a changed pack; nobody else sees it."""
    Draft.objects.update_or_create(
        cluster=cluster,
        kind=KIND,
        key=pack.key,
        author=by,
        defaults={"fields": packed(pack), "based_on": based_on, "updated_at": timezone.now()},
    )


def discard_draft(cluster: Cluster, key: str, *, by: User) -> None:
    """Forget what was changed and not saved."""
    Draft.objects.filter(cluster=cluster, kind=KIND, key=key, author=by).delete()


@transaction.atomic
def save_draft(cluster: Cluster, draft: OpenDraft, *, note: str, by: User) -> DocumentVersion:
    """Save the draft as the next version, which nobody settles by before it is published; raises Outdated."""
    pack = replace(draft.pack, version=draft.based_on + 1)
    content = pack_content(pack)
    version = save_version(cluster, content, by=by, based_on=draft.based_on, note=note[:500])
    discard_draft(cluster, pack.key, by=by)
    return version


def publish_pack(version: DocumentVersion, *, by: User | None) -> None:
    """Make a version the one that money is settled by; raises NotSound when a frozen case comes out wrong."""
    trial = tried(pack_value(version))
    hard = [f for f in trial.findings if f.hard]
    if hard or trial.failed:
        raise NotSound(hard, trial.failed)
    publish_version(version, by=by)


@transaction.atomic
def take_builtin(cluster: Cluster, pack: RulePack, *, by: User | None, publish: bool = False) -> DocumentVersion:
    """Bring a pack that comes with the program in, once; raises Outdated when the cluster has another version of it."""
    held = VersionedDocument.objects.filter(cluster=cluster, kind=KIND, key=pack.key).first()
    version = save_version(cluster, pack_content(pack), by=by, based_on=0 if held is None else None)
    if publish:
        publish_pack(version, by=by)
    return version
