"""The whole database as one file that any engine and any later version can take back."""

from remeslo.web.apps.common.services.backup.manifest import Manifest, NotABackup, read_manifest
from remeslo.web.apps.common.services.backup.restoring import NotEqual, TooNew, restore
from remeslo.web.apps.common.services.backup.room import NotEmpty, empty_database
from remeslo.web.apps.common.services.backup.writing import write

__all__ = [
    "Manifest",
    "NotABackup",
    "NotEmpty",
    "NotEqual",
    "TooNew",
    "empty_database",
    "read_manifest",
    "restore",
    "write",
]
