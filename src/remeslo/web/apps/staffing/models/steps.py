"""A person on the way through a session of a course."""

from django.db import models

from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.staffing.models.parts import SessionRow


class Step(models.Model):
    """
    One person and one session; ``state`` is what the events about it come to (see `services.steps`).

    ``why`` is what the offer says to the person: the duty or the skill that it is for.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    person = models.ForeignKey(StaffMember, models.PROTECT, related_name="steps")
    session = models.ForeignKey(SessionRow, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=20)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["session__first", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "session"], name="step_once_a_session")]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The key under which events name it; read with ``select_related("person", "session")``."""
        return f"{self.person.key}@{self.session.key}"

    @property
    def persons(self) -> tuple[str, ...]:
        """Whom it is about, for asking about rights."""
        return (self.person.key,)

    @property
    def owners(self) -> tuple[Organisation, ...]:
        """The house whose person it is; the host asks for the session's rights."""
        return (self.person.organisation,)
