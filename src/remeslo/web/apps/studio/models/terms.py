"""The shortest term of a programme as it stands: questions for the worker, and answers that are remembered."""

from django.db import models
from django.db.models import Q

from remeslo.web.apps.studio.enums import ACTIVE, QuestionState
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


class TermQuestion(models.Model):
    """
    One question: the term of a table's programme after its change ``number``; at most one of a table is active.

    A worker that claims it writes ``owner`` and ``lease_until`` and keeps pushing the latter on; when that runs out,
    another worker takes it with ``attempt`` one higher, and the first can no longer write.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="questions")
    number = models.PositiveIntegerField()
    limit_s = models.PositiveIntegerField(default=20)
    asked_at = models.DateTimeField()

    state = models.CharField(max_length=20, choices=QuestionState.choices, default=QuestionState.QUEUED)
    attempt = models.PositiveIntegerField(default=1)
    owner = models.CharField(max_length=200, blank=True)
    lease_until = models.DateTimeField(null=True)
    stop = models.BooleanField(default=False)
    progress = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    answer = models.ForeignKey(TermAnswer, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "asked_at"], name="term_question_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["table"],
                condition=Q(state__in=[s.value for s in ACTIVE]) & Q(stop=False),
                name="one_active_term_question_a_table",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} #{self.number} {self.state}"
