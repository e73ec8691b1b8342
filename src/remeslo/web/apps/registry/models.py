"""What a cluster has: sites, workshops, staff, groups, holidays; fields are those of the core values so named."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from remeslo.web.apps.common.models import Cluster, Organisation

STAFF_ROLES = [
    ("teacher", _("Teacher")),
    ("master", _("Master of production training")),
    ("mentor", _("Mentor")),
]


class Site(models.Model):
    """A place with an address."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="sites")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sites")
    key = models.CharField(max_length=100)
    name = models.CharField(max_length=300)
    address = models.CharField(max_length=500, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["cluster", "key"], name="site_key_once_a_cluster")]

    def __str__(self) -> str:
        return self.name


class Workshop(models.Model):
    """A workshop or laboratory with its places and equipment (a list of names)."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="workshops")
    site = models.ForeignKey(Site, models.PROTECT, related_name="workshops")
    key = models.CharField(max_length=100)
    name = models.CharField(max_length=300)
    places = models.PositiveIntegerField()
    equipment = models.JSONField(default=list)
    shared = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["cluster", "key"], name="workshop_key_once_a_cluster")]

    def __str__(self) -> str:
        return self.name


class StaffMember(models.Model):
    """A teacher, master or mentor."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="staff")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="staff")
    key = models.CharField(max_length=100)
    name = models.CharField(max_length=300)
    role = models.CharField(max_length=20, choices=STAFF_ROLES)
    subjects = models.JSONField(default=list)
    weekly_hours = models.PositiveSmallIntegerField(default=18)
    rate = models.DecimalField(max_digits=8, decimal_places=6, default=1)
    industry_from = models.DateField(null=True, blank=True)
    industry_until = models.DateField(null=True, blank=True)
    home = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["cluster", "key"], name="staff_key_once_a_cluster")]

    def __str__(self) -> str:
        return self.name


class StudentGroup(models.Model):
    """A group of students on one programme (named by its key)."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="groups")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="groups")
    key = models.CharField(max_length=100)
    programme = models.CharField(max_length=300)
    start_year = models.PositiveSmallIntegerField()
    size = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["cluster", "key"], name="group_key_once_a_cluster")]

    def __str__(self) -> str:
        return self.key


class Holiday(models.Model):
    """A day on which nobody studies, and the hours of a group's week that it takes."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="holidays")
    day = models.DateField()
    hours = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(hours__gt=0), name="holiday_takes_hours")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}".rstrip()
