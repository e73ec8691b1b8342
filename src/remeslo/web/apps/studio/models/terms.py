"""The shortest term of a programme as it stands: questions for the worker, and answers that are remembered."""

from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.enums import ACTIVE, Stop
from remeslo.web.apps.common.models.jobs import Job, has_a_lease
from remeslo.web.apps.studio.models.tables import Table


class TermAnswer(models.Model):
    """
    What the solver said of one term problem: ``sha256`` is the hash of the problem's content, so that rulings which
    lead to the same problem share the answer. ``limit_s`` is how long it thought.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    body = models.JSONField()
    limit_s = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.sha256[:8]} {self.body.get('status', '')}"


class TermQuestion(Job):
    """One question: the term of a table's programme after its change ``number``; at most one of a table is active."""

    MOST_ATTEMPTS = 2
    TOLD_AS, ACT = "term_question", "studio.term_"

    table = models.ForeignKey(Table, models.CASCADE, related_name="questions")
    number = models.PositiveIntegerField()
    limit_s = models.PositiveIntegerField(default=20)

    result = models.JSONField(default=dict)
    answer = models.ForeignKey(TermAnswer, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "asked_at"], name="term_question_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["table"],
                condition=Q(state__in=[s.value for s in ACTIVE]) & Q(stop=Stop.NO.value),
                name="one_active_term_question_a_table",
            ),
            has_a_lease("a_running_term_question_has_a_lease"),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} #{self.number} {self.state}"
