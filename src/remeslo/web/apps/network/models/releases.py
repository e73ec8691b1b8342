"""Named, frozen copies of the allocation that everybody works by."""

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster, DocumentVersion
from remeslo.web.apps.common.models.documents import FrozenModel


class Release(FrozenModel):
    """A version of the allocation that was published under a name; what follows it is another release."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="allocation_releases")
    version = models.OneToOneField(DocumentVersion, models.PROTECT, related_name="allocation_release")
    name = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["cluster", "name"], name="release_name_once_a_cluster")]

    def __str__(self) -> str:
        return self.name
