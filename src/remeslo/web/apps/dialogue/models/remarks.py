"""What people say about a thing: threads, with every edit kept."""

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.common.models.documents import FrozenModel
from remeslo.web.apps.dialogue.models.meetings import Meeting


class Remark(models.Model):
    """
    A remark about a thing (``card:osnastka-02``), said at a meeting or outside of any; answers have a ``parent``.

    ``owners`` as at agenda items: others than those employers read nothing of it. The text changes by an edit only,
    which keeps what stood before.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    about = models.CharField(max_length=480)
    owners = models.JSONField(default=list)
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="remarks")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    text = models.CharField(max_length=4000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["cluster", "about"], name="dialogue_remark_about")]

    def __str__(self) -> str:
        return f"{self.author_name} on {self.about}"


class RemarkEdit(FrozenModel):
    """What a remark said before an edit."""

    remark = models.ForeignKey(Remark, models.CASCADE, related_name="edits")
    before = models.CharField(max_length=4000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.remark_id} {self.at}"
