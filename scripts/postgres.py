"""
Runs a command against a PostgreSQL server of its own, which is gone afterwards.

    python scripts/postgres.py COMMAND...

The server is made from the system's binaries in a temporary folder and listens on a socket in it, nowhere else. The
command finds its address in REMESLO_DATABASE_URL. Where there are no binaries it says so and ends well: SQLite is the
default, and the same tests have run on it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

FAST = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl: of the newest version that the system has, else the one on the path."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin_: int(bin_.parent.name.split(".")[0]))
    on_path = [Path(found).parent for name in ("pg_ctl",) if (found := shutil.which(name))]
    return next((folder for folder in [*reversed(versions), *on_path] if (folder / "initdb").exists()), None)


def account() -> dict[str, object]:
    """How to run the server's programs: they refuse root, so root lends them another account."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise SystemExit("PostgreSQL refuses root, and there is neither `postgres` nor `nobody` to run it as.")


@contextmanager
def server(bin_: Path, tuning: tuple[str, ...] = FAST, kept: Path | None = None) -> Iterator[str]:
    """
    A running server; its address. ``FAST`` may lose what it acknowledged when it is killed.

    ``kept``: a folder in which the rows stay, and are found by the next server; without it they are gone afterwards.
    """
    run_as = account()
    # a short path: that of a socket may have 107 bytes
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    data = kept.resolve() if kept else folder / "data"
    try:
        for own in (folder, *((data,) if kept else ())):
            own.mkdir(parents=True, exist_ok=True)
            if run_as:
                shutil.chown(own, run_as["user"], run_as["group"])  # type: ignore[call-overload]
        options = " ".join(("-k", str(folder), "-c", "listen_addresses=''", *tuning))
        initdb = (bin_ / "initdb", "-D", data, "-U", "remeslo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        start = (bin_ / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        for words in (start,) if (data / "PG_VERSION").exists() else (initdb, start):
            subprocess.run(words, cwd=folder, check=True, stdout=subprocess.DEVNULL, **run_as)  # type: ignore[call-overload]
        yield f"postgresql://remeslo@/postgres?host={quote(str(folder))}"
    finally:
        if (data / "postmaster.pid").exists():
            how = "fast" if kept else "immediate"
            stop = (bin_ / "pg_ctl", "-D", data, "-w", "-m", how, "stop")
            subprocess.run(stop, cwd=folder, check=False, stdout=subprocess.DEVNULL, **run_as)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run the command beside the server; its status."""
    bin_ = binaries()
    if bin_ is None:
        print("skipped: no PostgreSQL on this machine (on Debian: apt-get install postgresql)")
        return 0
    with server(bin_) as address:
        return subprocess.run(command, check=False, env={**os.environ, "REMESLO_DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else __doc__)
