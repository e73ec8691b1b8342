"""Words that rows keep."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Origin(models.TextChoices):
    """Where a row came from."""

    FOLDER = "folder", _("From the cluster folder")
    DERIVED = "derived", _("Taken from the list of members")
    HERE = "here", _("Entered here")


class EntityKind(models.TextChoices):
    """What an organisation is; the values are those of the core."""

    COLLEGE = "college", pgettext_lazy("kind of organisation", "College")
    UNIVERSITY = "university", pgettext_lazy("kind of organisation", "University")
    ENTERPRISE = "enterprise", pgettext_lazy("kind of organisation", "Enterprise")
    CORPORATE_UNIVERSITY = "corporate_university", pgettext_lazy("kind of organisation", "Corporate university")
    AUTHORITY = "authority", pgettext_lazy("kind of organisation", "Authority")
    ASSOCIATION = "association", pgettext_lazy("kind of organisation", "Association")
    OTHER = "other", pgettext_lazy("kind of organisation", "Other")


class HierarchyName(models.TextChoices):
    """Trees that stand beside each other; the values are those of the core."""

    CLUSTER = "cluster", pgettext_lazy("hierarchy", "By cluster")
    INDUSTRY = "industry", pgettext_lazy("hierarchy", "By industry")
    REGION = "region", pgettext_lazy("hierarchy", "By region")
    ROUND = "round", pgettext_lazy("hierarchy", "By funding round")


class StateName(models.TextChoices):
    """States of a cluster's life; the values are those of the core."""

    DRAFT = "draft", pgettext_lazy("state of a cluster", "Draft")
    APPLIED = "applied", pgettext_lazy("state of a cluster", "Applied")
    SELECTED = "selected", pgettext_lazy("state of a cluster", "Selected")
    AGREEMENT = "agreement", pgettext_lazy("state of a cluster", "Agreement")
    SETUP = "setup", pgettext_lazy("state of a cluster", "Setting up")
    LAUNCHED = "launched", pgettext_lazy("state of a cluster", "Launched")
    OPERATING = "operating", pgettext_lazy("state of a cluster", "Operating")
    MONITORED = "monitored", pgettext_lazy("state of a cluster", "Monitored")
    CLOSED = "closed", pgettext_lazy("state of a cluster", "Closed")
    CLAWBACK = "clawback", pgettext_lazy("state of a cluster", "Money claimed back")


class Side(models.TextChoices):
    """Side of a succession."""

    BEFORE = "before", pgettext_lazy("succession", "Before")
    AFTER = "after", pgettext_lazy("succession", "After")


class Moved(models.TextChoices):
    """What goes over to another organisation of the cluster."""

    GROUP = "group", pgettext_lazy("handed over", "Group")
    SITE = "site", pgettext_lazy("handed over", "Site")
    STAFF = "staff", pgettext_lazy("handed over", "Member of staff")
