"""
Rows of what a cluster folder holds about those who teach.

``body`` is the JSON of the core value of the same name; the other columns repeat what questions are asked about. What
happens later (a consent, an early end, a certificate taken back) is not written over a row: it is an event, and
`staffing.snapshot` lays the events over the rows.
"""

from typing import Any

from django.db import models

from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.registry.models import StaffMember


class PartRow(models.Model):
    """One value of the folder."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)
    body: Any = models.JSONField()

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class Origin(models.TextChoices):
    """Where a row comes from; only rows of a folder go when a folder without them is loaded."""

    FOLDER = "folder", "folder"
    ENTERED = "entered", "entered here"
    CERTIFIED = "certified", "by a certificate"


class KeyedRow(PartRow):
    """One value that others name by its key."""

    key = models.CharField(max_length=200)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.FOLDER)

    class Meta(PartRow.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.key


class SkillRow(KeyedRow):
    """A skill of the vocabulary; ``key`` is ``kind:name``."""

    title = models.CharField(max_length=500)

    class Meta(KeyedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["cluster", "key"], name="skill_key_once_a_cluster")]


class RequirementRow(PartRow):
    """What an element, competence, workshop or machine asks of the one who teaches there."""

    def __str__(self) -> str:
        return f"requirement {self.position}"


class CourseRow(KeyedRow):
    """A course or internship of the catalogue."""

    host = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=500)

    class Meta(KeyedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["cluster", "key"], name="course_key_once_a_cluster")]


class SessionRow(KeyedRow):
    """One holding of a course."""

    course = models.ForeignKey(CourseRow, models.PROTECT, related_name="sessions")
    first = models.DateField()
    last = models.DateField()
    places = models.PositiveIntegerField()

    class Meta(KeyedRow.Meta):
        ordering = ["first", "id"]
        constraints = [
            models.UniqueConstraint(fields=["cluster", "key"], name="session_key_once_a_cluster"),
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="session_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=models.Q(places__gt=0), name="session_has_places"),
        ]


class QualificationRow(KeyedRow):
    """A skill of a person with its evidence; what a certificate gave names it."""

    person = models.ForeignKey(StaffMember, models.PROTECT, related_name="qualifications")
    skill = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True)
    certificate = models.ForeignKey("Certificate", models.PROTECT, null=True, related_name="qualifications")

    class Meta(KeyedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["cluster", "key"], name="qualification_key_once"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="qualification_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(certificate__isnull=False, origin="certified")
                | models.Q(certificate__isnull=True) & ~models.Q(origin="certified"),
                name="qualification_names_its_certificate",
            ),
        ]


class WayRow(PartRow):
    """How long it takes from one site to another."""

    def __str__(self) -> str:
        return f"way {self.position}"


class AbsenceRow(PartRow):
    """Days on which a person does not teach."""

    person = models.ForeignKey(StaffMember, models.PROTECT, related_name="absences")
    first = models.DateField()
    last = models.DateField()
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.FOLDER)

    def __str__(self) -> str:
        return f"{self.person_id} {self.first} {self.last}"


class MentorshipRow(KeyedRow):
    """A mentor's agreement as the folder says it; consent and early end given here are events."""

    mentor = models.ForeignKey(StaffMember, models.PROTECT, related_name="mentorships")
    first = models.DateField()
    last = models.DateField()

    class Meta(KeyedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["cluster", "key"], name="mentorship_key_once_a_cluster")]
