"""Clusters, their member organisations, and who does what in them."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from remeslo.core.network.resources import OrganisationRole
from remeslo.web.apps.common.enums import Realm, Role

ORGANISATION_ROLES = [
    (OrganisationRole.BASE_COLLEGE.value, pgettext_lazy("organisation", "Base college")),
    (OrganisationRole.NETWORK_COLLEGE.value, pgettext_lazy("organisation", "Network college")),
    (OrganisationRole.ANCHOR_EMPLOYER.value, pgettext_lazy("organisation", "Anchor employer")),
    (OrganisationRole.PARTNER_EMPLOYER.value, pgettext_lazy("organisation", "Partner employer")),
    (OrganisationRole.CORPORATE_UNIVERSITY.value, pgettext_lazy("organisation", "Corporate university")),
    (OrganisationRole.MANAGING_BODY.value, pgettext_lazy("organisation", "Managing body")),
    (OrganisationRole.REGION_AUTHORITY.value, pgettext_lazy("organisation", "Regional authority")),
]


class Cluster(models.Model):
    """One educational-industrial cluster; the fields are those of the core value of the same name."""

    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=300)
    industry = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    day = models.DateField()
    start_year = models.PositiveSmallIntegerField()
    autumn = models.PositiveSmallIntegerField(default=17)
    winter = models.PositiveSmallIntegerField(default=2)
    spring = models.PositiveSmallIntegerField(default=24)
    illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A member of a cluster."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="organisations")
    key = models.CharField(max_length=100)
    name = models.CharField(max_length=300)
    role = models.CharField(max_length=40, choices=ORGANISATION_ROLES)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    settlement = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["cluster", "key"], name="organisation_key_once_a_cluster")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_employer(self) -> bool:
        """True for organisations that state demand."""
        return OrganisationRole(self.role).is_employer

    @property
    def is_college(self) -> bool:
        """True for organisations that admit students."""
        return OrganisationRole(self.role).is_college


class Membership(models.Model):
    """
    What a person does in a cluster, and for which organisation; or over all clusters of a region, industry, country.

    ``person`` is the key of the member of the cluster's staff whose account this is: a teacher, a mentor. Without a
    cluster the role is a mandate over ``realm``: ``node`` names the region or the industry as clusters do, and is empty
    for the country.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, null=True, blank=True, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=40, choices=Role.choices)
    person = models.CharField(max_length=100, blank=True)
    realm = models.CharField(max_length=20, choices=Realm.choices, blank=True)
    node = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "user", "role", "organisation"], name="membership_once"),
            models.UniqueConstraint(
                fields=["user", "role", "realm", "node"],
                condition=models.Q(cluster__isnull=True),
                name="mandate_once",
            ),
            models.CheckConstraint(
                condition=models.Q(cluster__isnull=False, realm="", node="")
                | models.Q(cluster__isnull=True, organisation__isnull=True, person="", realm="country", node="")
                | models.Q(cluster__isnull=True, organisation__isnull=True, person="", realm__in=["region", "industry"])
                & ~models.Q(node=""),
                name="membership_of_a_cluster_or_a_mandate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.cluster_id or f'{self.realm} {self.node}'.rstrip()}"

    def over_clusters(self) -> "list[Membership]":
        """What a mandate gives in each cluster, as memberships that are not stored; one query."""
        clusters = Cluster.objects.all()
        if self.realm != Realm.COUNTRY:
            clusters = clusters.filter(**{self.realm: self.node})
        return [Membership(cluster=c, user_id=self.user_id, role=self.role) for c in clusters]
