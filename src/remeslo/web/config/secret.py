"""The key that signs sessions: made once, kept in the data folder, never in the repository."""

import os
import secrets
from pathlib import Path


def secret_key(file: Path) -> str:
    """The key kept in a file; the first call makes it, and only its owner can read it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii")
    key = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(key)
    return key
