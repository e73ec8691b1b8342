"""What can be done with a pack: change it in a draft, save the next version, publish it, take in a built-in one."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.norms import NormPack
from remeslo.interchange import normpack
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Draft, User, VersionedDocument
from remeslo.web.apps.common.services.documents import publish_version, save_version
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.norms.queries import KIND, OpenDraft, pack_value
from remeslo.web.apps.norms.shown import trial
from remeslo.web.apps.registry.contents import norm_pack_content


class NotSound(Exception):
    """The pack has hard findings; carries them, nothing was changed."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} hard findings")
        self.findings = tuple(findings)


def keep_draft(cluster: Cluster, pack: NormPack, *, based_on: int, by: User) -> None:
    """Remember a changed pack; nobody else sees it."""
    fields = {"toml": normpack.write(pack).decode()}
    Draft.objects.update_or_create(
        cluster=cluster,
        kind=KIND,
        key=pack.key,
        author=by,
        defaults={"fields": fields, "based_on": based_on, "updated_at": timezone.now()},
    )


def discard_draft(cluster: Cluster, key: str, *, by: User) -> None:
    """Forget what was changed and not saved."""
    Draft.objects.filter(cluster=cluster, kind=KIND, key=key, author=by).delete()


@transaction.atomic
def save_draft(cluster: Cluster, draft: OpenDraft, *, note: str, by: User) -> DocumentVersion:
    """
    Save the draft as the next version, which nobody works with before it is published; forgets the draft.

    Raises NotSound for a pack whose own file could not be read back, Outdated when someone was faster.
    """
    read_back, findings = normpack.read(normpack.write(draft.pack), name=draft.pack.key)
    if read_back is None or read_back != draft.pack:
        raise NotSound([f for f in findings if f.hard])
    content = norm_pack_content(draft.pack)
    version = save_version(cluster, content, by=by, based_on=draft.based_on, note=note[:500])
    discard_draft(cluster, draft.pack.key, by=by)
    return version


def publish_pack(version: DocumentVersion, *, by: User) -> None:
    """Make a version the one that programmes are planned by; raises NotSound when an example plan comes out wrong."""
    if hard := trial(pack_value(version)).hard:
        raise NotSound(hard)
    publish_version(version, by=by)


def take_builtin(cluster: Cluster, key: str, *, by: User) -> DocumentVersion:
    """
    Bring a built-in pack in as a version that is not published yet.

    Raises KeyError for an unknown one, Outdated when the cluster has it; one that was withdrawn is put back.
    """
    back = VersionedDocument.objects.filter(cluster=cluster, kind=KIND, key=key, withdrawn=True)
    if back.update(withdrawn=False):
        record("document.put_back", by=by, cluster=cluster, subject=f"{KIND}:{key}")
    return save_version(cluster, norm_pack_content(normpack.builtin()[key]), by=by, based_on=0)
