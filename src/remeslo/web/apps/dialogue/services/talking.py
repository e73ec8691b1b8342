"""Remarks on the thing itself; an edit keeps what stood before."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.dialogue.models import Meeting, Remark, RemarkEdit
from remeslo.web.apps.dialogue.permissions import voice_of
from remeslo.web.apps.dialogue.services.acting import NotYours, name_of, refusal, refuse, speaks_for, touch, words

MOST_TEXT = 4000


@transaction.atomic
def say(
    cluster: Cluster,
    about: str,
    text: str,
    *,
    owners: Iterable[str],
    by: User,
    at: datetime,
    meeting: Meeting | None = None,
    parent: int | None = None,
) -> Remark:
    """A remark, or an answer to one (``parent``, of the same thing). Raises NotYours, Refused."""
    held = sorted(owners)
    voice = voice_of(by, cluster)
    if not voice.speaks or not voice.reads(held):
        raise NotYours([refusal("not_yours")])
    above = Remark.objects.filter(cluster=cluster, about=about, pk=parent).first() if parent else None
    if parent and above is None:
        raise refuse("no_such_remark")
    remark = Remark(
        cluster=cluster,
        about=about,
        owners=held,
        meeting=meeting,
        parent=above if above is None or above.parent is None else above.parent,
        text=words(text, MOST_TEXT),
        author=by,
        author_name=name_of(by),
        organisation=speaks_for(by, cluster),
        at=at,
    )
    remark.save()
    if meeting is not None:
        touch(meeting)
    record("dialogue.said", by=by, cluster=cluster, subject=f"meeting:{meeting.number}" if meeting else "", about=about)
    return remark


@transaction.atomic
def edit(cluster: Cluster, remark_id: int, text: str, *, by: User, at: datetime) -> Remark:
    """Another text for one's own remark; what stood is kept. Raises NotYours, Refused."""
    remark = Remark.objects.select_for_update(of=("self",)).filter(cluster=cluster, pk=remark_id).first()
    if remark is None:
        raise refuse("no_such_remark")
    if remark.author_id != by.pk or not voice_of(by, cluster).speaks:
        raise NotYours([refusal("not_yours")])
    new = words(text, MOST_TEXT)
    if new != remark.text:
        RemarkEdit(remark=remark, before=remark.text, at=at).save()
        remark.text, remark.edited_at = new, at
        remark.save(update_fields=["text", "edited_at"])
        record("dialogue.edited", by=by, cluster=cluster, about=remark.about)
    return remark
