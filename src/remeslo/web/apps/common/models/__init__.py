"""Rows that every app leans on."""

from remeslo.web.apps.common.models.clusters import Cluster, Membership, Organisation
from remeslo.web.apps.common.models.documents import DocumentVersion, Draft, VersionedDocument
from remeslo.web.apps.common.models.doors import Invitation, OutsideIdentity, RecoveryCode, SecondFactor, SignedIn
from remeslo.web.apps.common.models.log import LogEntry, LogLink
from remeslo.web.apps.common.models.people import SignInAttempt, User

__all__ = [
    "Cluster",
    "DocumentVersion",
    "Draft",
    "Invitation",
    "LogEntry",
    "LogLink",
    "Membership",
    "Organisation",
    "OutsideIdentity",
    "RecoveryCode",
    "SecondFactor",
    "SignInAttempt",
    "SignedIn",
    "User",
    "VersionedDocument",
]
