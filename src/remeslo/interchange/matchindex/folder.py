"""
Folders of indices: one folder an index, named by its fingerprint, written whole or not at all, never changed after.

Arrays lie as ``.npy`` and are mapped into memory, so that several processes share them.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.matching import Encoder, MatchIndex, Stored, build_index
from remeslo.core.competence.standards import Statement
from remeslo.interchange.matchindex.fingerprint import FORMAT, fingerprint
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.safety.unreadable import refuse

HEAD, WORDS = "index.json", "words.json"
ARRAYS = ("idf", "gram_starts", "gram_stems", "stem_sizes", "word_starts", "word_texts", "norms")
VECTORS = "vectors"
_NAMED = 24
"""Digits of the fingerprint in a folder's name."""


@dataclass(frozen=True, slots=True)
class Opened:
    """
    An index ready to be asked.

    Parameters
    ----------
    built
        True when it had to be made anew.
    findings
        Why an index on disk was not taken, or could not be written; never hard, matching works in any case.
    """

    index: MatchIndex
    built: bool
    findings: tuple[Finding, ...] = ()


def open_index(folder: Path, statements: Iterable[Statement], *, encoder: Encoder | None = None) -> Opened:
    """The index of these statements: from disk when it lies there whole, else built and put there."""
    held = tuple(statements)
    mark = fingerprint(held, encoder)
    findings: list[Finding] = []
    place = folder / mark[:_NAMED]
    if place.is_dir():
        try:
            return Opened(load(place, held, encoder=encoder, mark=mark), built=False)
        except Unreadable as refusal:
            reason = refusal.findings[0]
            findings.append(Finding("matchindex.rebuilt", place.name, reason.facts, Severity.NOTE))
            shutil.rmtree(place, ignore_errors=True)
    index = build_index(held, encoder=encoder)
    try:
        save(index, folder, mark=mark)
    except OSError as error:
        facts = {"reason": error.strerror or type(error).__name__}
        findings.append(Finding("matchindex.not_written", folder.name, facts, Severity.NOTE))
    return Opened(index, built=True, findings=tuple(findings))


def save(index: MatchIndex, folder: Path, *, mark: str | None = None) -> Path:
    """
    Writes an index into a folder of its own inside ``folder``; another process may be doing the same.

    Raises
    ------
    OSError
        What the disk says.
    """
    mark = mark or fingerprint(index.statements, index.encoder)
    place = folder / mark[:_NAMED]
    if place.is_dir():
        return place
    folder.mkdir(parents=True, exist_ok=True)
    stored = index.stored()
    part = Path(tempfile.mkdtemp(prefix=".part-", dir=folder))
    try:
        for name, array in stored.arrays.items():
            np.save(part / f"{name}.npy", array, allow_pickle=False)
        words = json.dumps({"stems": stored.stems, "grams": stored.grams}, ensure_ascii=False)
        (part / WORDS).write_text(words, encoding="utf-8")
        files = {p.name: _digest(p) for p in sorted(part.iterdir())}
        head = {
            "format": FORMAT,
            "fingerprint": mark,
            "method": stored.method,
            "statements": len(index.statements),
            "files": files,
        }
        (part / HEAD).write_text(json.dumps(head, ensure_ascii=False, indent=1), encoding="utf-8")
        part.chmod(0o755)
        try:
            part.rename(place)
        except OSError:
            if not place.is_dir():  # else another process was quicker, and its index is the same
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return place


def load(place: Path, statements: Sequence[Statement], *, encoder: Encoder | None = None, mark: str = "") -> MatchIndex:
    """
    The index that lies in a folder, its arrays mapped into memory.

    Parameters
    ----------
    statements
        Those it was made of; ``mark`` is their fingerprint where it is known already.

    Raises
    ------
    Unreadable
        ``matchindex.stale`` when it was made of other statements, words or another encoder, ``matchindex.broken`` when
        a file is missing, cut short or changed.
    """
    expected = mark or fingerprint(statements, encoder)
    try:
        head = json.loads((place / HEAD).read_text(encoding="utf-8"))
        files = dict(head["files"])
        names = (*ARRAYS, VECTORS) if encoder is not None else ARRAYS
        if head["format"] != FORMAT or head["fingerprint"] != expected:
            raise refuse("matchindex.stale", place.name, reason="fingerprint")
        for name in (WORDS, *(f"{n}.npy" for n in names)):
            if files.get(name) != _digest(place / name):
                raise refuse("matchindex.broken", place.name, reason=name)
        words = json.loads((place / WORDS).read_text(encoding="utf-8"))
        arrays = {n: np.load(place / f"{n}.npy", mmap_mode="r", allow_pickle=False) for n in names}
    except Unreadable:
        raise
    except Exception as error:  # hostile bytes: what json and numpy raise is not a closed list
        raise refuse("matchindex.broken", place.name, reason=type(error).__name__) from None
    stored = Stored(tuple(words["stems"]), tuple(words["grams"]), arrays, head["method"])
    return MatchIndex(statements, encoder=encoder, stored=stored)


def prune(folder: Path, *, keep: int = 4) -> int:
    """Removes all but the indices used last (by the time of their folders); how many went."""
    if not folder.is_dir():
        return 0
    held = [p for p in folder.iterdir() if p.is_dir() and (p / HEAD).is_file()]
    old = sorted(held, key=lambda p: (p.stat().st_mtime_ns, p.name), reverse=True)[keep:]
    for place in old:
        shutil.rmtree(place, ignore_errors=True)
    return len(old)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
