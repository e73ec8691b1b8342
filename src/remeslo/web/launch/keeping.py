"""Keeping what was entered: backup, restore, and judging the log."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from remeslo.core.base.chain import Head
from remeslo.interchange.sentences import say
from remeslo.web.apps.common.services.backup import (
    NotABackup,
    NotEmpty,
    NotEqual,
    TooNew,
    empty_database,
    restore,
    write,
)
from remeslo.web.apps.common.services.chain import judge
from remeslo.web.launch.console import Console
from remeslo.web.launch.prepare import prepare_database

HEAD = re.compile(r"^(\d+):([0-9a-f]{64})$")


def back_up(file: Path | None, console: Console) -> int:
    """Write a backup; 2 when the file is there already or can't be written."""
    prepare_database(console)
    target = file or settings.DATA / "backups" / f"remeslo-{_stamp()}.zip"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with console.step(_("writes the backup %(file)s") % {"file": target}):
            manifest = write(target, _teller(console))
    except FileExistsError:
        console.say(_("%(file)s is there already; nothing was written.") % {"file": target})
        return 2
    except OSError as error:
        console.say(_("The backup can't be written: %(error)s") % {"error": error})
        return 2
    told = {"rows": manifest.rows, "tables": len(manifest.tables), "mb": f"{target.stat().st_size / 1e6:.1f}"}
    console.say(_("Rows %(rows)s of %(tables)s tables, %(mb)s MB. It holds personal data: keep it safe.") % told)
    _say_head(manifest.head, console)
    return 0


def take_back(file: Path, console: Console, *, replace: bool) -> int:
    """Restore a backup; 1 when it is damaged or does not give what it holds, 2 when it can't be used here."""
    aside = f"before_restore_{_stamp().replace('-', '_')}"
    try:
        with empty_database(aside, replace=replace), console.step(_("restores %(file)s") % {"file": file}):
            manifest = restore(file, _teller(console))
    except FileNotFoundError:
        console.say(_("There is no file %(file)s.") % {"file": file})
        return 2
    except NotEmpty:
        console.say(_("The database is not empty. Stop the server and say --replace: what is there is put aside."))
        return 2
    except TooNew as error:
        console.say(
            _("The backup was made by a later version of the program; this one lacks: %(what)s") % {"what": error}
        )
        return 2
    except NotABackup as error:
        console.say(_("This is no backup, or it is damaged (%(what)s). Nothing was changed.") % {"what": error})
        return 1
    except NotEqual as error:
        console.say(_("What was restored is not what the backup holds (%(what)s). All is as before.") % {"what": error})
        return 1
    told = {"rows": manifest.rows, "made": manifest.made, "program": manifest.program}
    console.say(_("Restored and compared: rows %(rows)s, made %(made)s by version %(program)s.") % told)
    if replace:
        console.say(_("What was there before stands under the name %(name)s.") % {"name": aside})
    _say_head(manifest.head, console)
    return 0


def judge_log(kept: str, console: Console) -> int:
    """Judge the chain of the log; 1 when it is broken, 2 when ``kept`` is no head."""
    known = HEAD.match(kept) if kept else None
    if kept and known is None:
        console.say(_("A head is written as NUMBER:DIGEST, as this command and the backup print it."))
        return 2
    prepare_database(console)
    with console.step(_("judges the log")):
        verdict = judge(Head(int(known[1]), known[2]) if known else None)
    for finding in verdict.findings:
        sentence = say(finding, "en" if (get_language() or "").startswith("en") else "ru")
        console.say(f"  {sentence.what} {sentence.todo}")
    if not verdict.findings:
        console.say(_("The log is whole: links %(count)s.") % {"count": verdict.head.position})
    _say_head(verdict.head, console)
    return 1 if verdict.findings else 0


def _teller(console: Console) -> Callable[[str, int], None]:
    """Names the tables that have rows."""
    return lambda table, rows: console.move(f"{table}: {rows}") if rows else None


def _say_head(head: Head, console: Console) -> None:
    text = _("Head of the log (keep it elsewhere, give it back with “audit --kept”): %(head)s")
    console.say(text % {"head": f"{head.position}:{head.digest}"})


def _stamp() -> str:
    now: datetime = timezone.localtime()
    return f"{now:%Y%m%d-%H%M%S}"
