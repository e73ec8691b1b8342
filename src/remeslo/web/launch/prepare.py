"""Before anything can be served: tables, and static files under names that browsers may keep."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.web.apps.organisations.handover import hand_over_due
from remeslo.web.launch.console import Console


def prepare(console: Console) -> None:
    """Bring the data folder to what this version of the program needs."""
    prepare_database(console)
    stamp = settings.STATIC_ROOT / "stamp"
    wanted = _sources()
    if not stamp.exists() or stamp.read_text(encoding="ascii") != wanted:
        with console.step(_("collects static files")):
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            stamp.write_text(wanted, encoding="ascii")


def prepare_database(console: Console) -> None:
    """Tables alone, and what mergers hand over by now: enough where nothing is served."""
    with console.step(_("prepares the database")):
        call_command("migrate", verbosity=0, interactive=False)
        hand_over_due(timezone.localdate())


def _sources() -> str:
    """A digest of the names, sizes and times of all static files."""
    sha = hashlib.sha256(type(staticfiles_storage).__qualname__.encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            sha.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return sha.hexdigest()
