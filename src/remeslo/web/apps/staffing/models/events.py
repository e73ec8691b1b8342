"""What happened, only ever appended: rights to teach depend on it."""

from typing import Any

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.common.models.documents import FrozenModel
from remeslo.web.apps.staffing.models.steps import Step


class StaffEvent(FrozenModel):
    """
    One act about a step of a course, a qualification, a certificate or a mentorship.

    ``kind`` is a code (``step.accepted``, ``mentorship.consent``), ``subject`` names what it is about
    (``step:PERSON@SESSION``, ``mentorship:KEY``, ``qualification:KEY``), ``on`` the day that counts, ``values`` what
    else it says, ``note`` why.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=400)
    on = models.DateField()
    values: Any = models.JSONField(default=dict)
    note = models.CharField(max_length=2000, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["cluster", "subject"], name="staff_event_by_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.on}"


class Certificate(FrozenModel):
    """
    The paper that ends a course, as it was given; taking it back is an event.

    Names and titles are kept as they were that day.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    step = models.ForeignKey(Step, models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=100)
    issued = models.DateField()
    until = models.DateField(null=True)
    person_name = models.CharField(max_length=300)
    course_title = models.CharField(max_length=500)
    host_name = models.CharField(max_length=300)
    topic = models.CharField(max_length=500, blank=True)
    hours = models.PositiveIntegerField()
    first = models.DateField()
    last = models.DateField()
    signed_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-issued", "-id"]
        constraints = [models.UniqueConstraint(fields=["cluster", "number"], name="certificate_number_once_a_cluster")]

    def __str__(self) -> str:
        return self.number
