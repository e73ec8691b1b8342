"""Where the rows live: SQLite in one file, or PostgreSQL by one address."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

Database = dict[str, object]


def sqlite(file: Path) -> Database:
    """SQLite with a write-ahead log; writers wait for each other instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        # a file in tests too: databases in memory do not make one thread wait for another
        "TEST": {"NAME": str(file.with_name(f"test-{file.name}"))},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def postgresql(address: str) -> Database:
    """PostgreSQL from ``postgresql://user:password@host:port/name``; a socket's folder may stand as ``?host=``."""
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"REMESLO_DATABASE_URL must begin with postgresql://, got {parts.scheme}://")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 60,
    }
