"""What stands beside a password: second factors, invitations, accounts elsewhere, and where somebody is signed in."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.enums import Realm, Role
from remeslo.web.apps.common.models.clusters import Cluster, Organisation


class SecondFactor(models.Model):
    """
    A person's generator of codes (RFC 6238); asked for from the moment that a first code confirmed it.

    ``secret`` is base32. ``last_step`` is the step of the last code that was taken: neither it nor an earlier one is
    taken again.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factor")
    secret = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.user_id}"


class RecoveryCode(models.Model):
    """A code for the day when the generator is lost: kept as a digest, good for one sign-in."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"{self.user_id}"


class Invitation(models.Model):
    """
    A role that waits for whoever holds the link; of the link only the digest is kept.

    In a cluster, or (without one) over ``realm`` and ``node`` as in a `Membership`. It is open until it is accepted,
    withdrawn or ``expires_at``; sending it again gives it another link.
    """

    email = models.EmailField()
    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=40, choices=Role.choices)
    cluster = models.ForeignKey(Cluster, models.CASCADE, null=True, blank=True, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="invitations")
    realm = models.CharField(max_length=20, choices=Realm.choices, blank=True)
    node = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations_given")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="invitations_accepted"
    )

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cluster__isnull=False, realm="", node="")
                | (Q(cluster__isnull=True, organisation__isnull=True) & ~Q(realm="")),
                name="invitation_to_a_cluster_or_a_mandate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.cluster_id or f'{self.realm} {self.node}'.rstrip()}"


class OutsideIdentity(models.Model):
    """Who a person is to a sign-in service (OpenID Connect): its name and the subject it gives."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="outside_identities")
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="outside_identity_of_one_person"),
            models.UniqueConstraint(fields=["user", "issuer"], name="outside_identity_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.issuer}"


class SignedIn(models.Model):
    """
    A browser that somebody is signed in with, for the list of one's own.

    ``key`` is that of Django's session; the row goes with it. It is no part of a backup: nobody stays signed in by one.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="signed_in")
    key = models.CharField(max_length=40, unique=True)
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-seen_at", "-id"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.begun_at:%Y-%m-%d %H:%M}"
