"""``manage messages``: bring the catalogues up to date with the sources; ``--check`` only tells."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from remeslo.web.apps.common.management.extraction import Text, texts_of

OWN_CATALOGUE: Final = (
    "norms",
    "programmes",
    "trials",
    "revision",
    "structure",
    "planning",
    "studio",
    "shortcourses",
    "staffing",
    "staffplans",
    "network",
    "timetables",
    "results",
    "credentials",
    "funding",
    "organisations",
    "agreements",
    "dialogue",
    "boards",
    "webhooks",
    "jobs",
    "privacy",
)
"""Apps that keep their translations in a catalogue of their own."""
LANGUAGE: Final = "ru"
METADATA: Final = {
    "Project-Id-Version": "remeslo",
    "Language": LANGUAGE,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}


class Command(BaseCommand):
    help = "Collects texts to translate into the .po files and compiles them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("catalogue", nargs="*", help="web, programmes, planning; all of them when none is named")
        parser.add_argument("--check", action="store_true", help="change nothing; fail when something is missing")

    def handle(self, *args: Any, **options: Any) -> None:
        problems = []
        wanted = options["catalogue"]
        for po_file, sources in catalogues():
            if wanted and po_file.parents[3].name not in wanted:
                continue
            if options["check"]:
                problems += check(po_file, sources)
            else:
                catalogue = updated(po_file, sources)
                po_file.parent.mkdir(parents=True, exist_ok=True)
                catalogue.save(str(po_file))
                catalogue.save_as_mofile(str(po_file.with_suffix(".mo")))
                problems += [f"{po_file.name}: not translated: {e.msgid!r}" for e in untranslated(catalogue)]
        for problem in problems:
            self.stdout.write(problem)
        if problems and options["check"]:
            raise CommandError(f"{len(problems)} texts to look after")


def catalogues() -> Iterator[tuple[Path, list[Path]]]:
    """Each .po file with the sources it is for."""
    apps = settings.WEB / "apps"
    own = {settings.WEB / "api", *(apps / name for name in OWN_CATALOGUE)}
    everything = sorted(
        p for p in settings.WEB.rglob("*") if p.suffix in (".py", ".html") and "migrations" not in p.parts
    )
    for folder in sorted(own):
        if folder.is_dir():
            yield _po(folder), [p for p in everything if folder in p.parents]
    yield _po(settings.WEB), [p for p in everything if not own & set(p.parents)]


def updated(po_file: Path, sources: list[Path]) -> polib.POFile:
    """The catalogue with exactly the texts of the sources; translations that fit are kept."""
    old = polib.pofile(str(po_file)) if po_file.exists() else polib.POFile()
    known = {(e.msgctxt or "", e.msgid): e for e in old if not e.obsolete}
    new = polib.POFile(wrapwidth=118)
    new.metadata = METADATA
    for text, places in _texts(sources).items():
        entry = polib.POEntry(msgid=text.msgid, msgctxt=text.context or None, occurrences=[(p, "") for p in places])
        before = known.get((text.context, text.msgid))
        if text.plural:
            entry.msgid_plural = text.plural
            entry.msgstr_plural = {0: "", 1: "", 2: ""}
        if "%(" in text.msgid or "%%" in text.msgid:
            entry.flags.append("python-format")
        if before and bool(before.msgid_plural) == bool(text.plural):
            entry.msgstr, entry.msgstr_plural = before.msgstr, before.msgstr_plural
            entry.tcomment = before.tcomment
        new.append(entry)
    return new


def check(po_file: Path, sources: list[Path]) -> list[str]:
    """What is missing, left over, not translated, fuzzy, or not compiled."""
    if not po_file.exists():
        return [f"{po_file} is missing"] if _texts(sources) else []
    held = polib.pofile(str(po_file))
    have = {(e.msgctxt or "", e.msgid, e.msgid_plural) for e in held if not e.obsolete}
    want = {(t.context, t.msgid, t.plural) for t in _texts(sources)}
    name = f"{po_file.parents[3].name}/{po_file.name}"
    problems = [f"{name}: not in the catalogue: {msgid!r}" for _c, msgid, _p in sorted(want - have)]
    problems += [f"{name}: in no source: {msgid!r}" for _c, msgid, _p in sorted(have - want)]
    problems += [f"{name}: not translated: {e.msgid!r}" for e in untranslated(held)]
    problems += [f"{name}: fuzzy: {e.msgid!r}" for e in held if e.fuzzy]
    mo = po_file.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != held.to_binary():
        problems.append(f"{name}: not compiled")
    return problems


def untranslated(catalogue: polib.POFile) -> list[polib.POEntry]:
    """Entries without a translation, or without one of the plural forms."""
    return [e for e in catalogue if not (all(e.msgstr_plural.values()) if e.msgid_plural else e.msgstr)]


def _texts(sources: list[Path]) -> dict[Text, list[str]]:
    found: dict[Text, list[str]] = {}
    for path in sources:
        for text in texts_of(path):
            places = found.setdefault(text, [])
            place = path.relative_to(settings.WEB).as_posix()
            if place not in places:
                places.append(place)
    return found


def _po(folder: Path) -> Path:
    return folder / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
