"""Rows that every app leans on."""

from remeslo.web.apps.common.models.clusters import Cluster, Membership, Organisation
from remeslo.web.apps.common.models.documents import DocumentVersion, Draft, VersionedDocument
from remeslo.web.apps.common.models.log import LogEntry, LogLink
from remeslo.web.apps.common.models.people import SignInAttempt, User

__all__ = [
    "Cluster",
    "DocumentVersion",
    "Draft",
    "LogEntry",
    "LogLink",
    "Membership",
    "Organisation",
    "SignInAttempt",
    "User",
    "VersionedDocument",
]
