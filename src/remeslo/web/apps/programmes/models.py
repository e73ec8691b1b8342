"""What planned programmes were made from; the programmes themselves are versioned documents."""

from typing import Any

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster, DocumentVersion
from remeslo.web.apps.common.models.documents import FrozenModel


class PlanInput(FrozenModel):
    """
    A cluster as it was when somebody asked for a plan; the same contents are kept once.

    ``body`` is the packed JSON of the core value, ``documents`` the versions it was read from
    (``[{"kind", "key", "title", "number"}]``).
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="plan_inputs")
    sha256 = models.CharField(max_length=64)
    body = models.BinaryField()
    documents = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster", "sha256"], name="plan_input_once_a_cluster")]

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.sha256[:8]}"


class PlanOrigin(FrozenModel):
    """From which input a version of a term plan was first made, and of which design it is the plan."""

    version = models.OneToOneField(DocumentVersion, models.CASCADE, related_name="origin")
    design = models.ForeignKey(DocumentVersion, models.PROTECT, null=True, related_name="+")
    input = models.ForeignKey(PlanInput, models.PROTECT, related_name="plans")

    def __str__(self) -> str:
        return f"{self.version_id} from {self.input_id}"


class BookTemplate(FrozenModel):
    """
    A version of the template that programmes' books are made with, in one language.

    The newest version of a language is in force. One without bytes takes the default template back; older versions
    stay, so that it can be told what a book of last year was made with.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="book_templates")
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    data: Any = models.BinaryField(default=bytes)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["language", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["cluster", "language", "number"], name="book_template_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.number} {self.name}"

    @property
    def is_default(self) -> bool:
        """True when this version takes the default template back."""
        return not self.size
