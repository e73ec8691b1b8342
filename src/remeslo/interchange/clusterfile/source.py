"""Where the files come from: a folder on disk, a ZIP archive, or texts in memory. Nothing outside is ever read."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from remeslo.core.base.findings import Severity
from remeslo.interchange.clusterfile.kinds import kind_of
from remeslo.interchange.clusterfile.log import Log, Place
from remeslo.interchange.safety import MIB, GuardedZip, read_limited

MOST_FILES = 5_000
DEPTH = 6
FILE_BYTES = 50 * MIB

_NOT_OURS = ("__macosx", "thumbs.db", "desktop.ini")


class Source(Protocol):
    """Files by their path, parts joined by ``/``."""

    @property
    def names(self) -> tuple[str, ...]:
        """Paths of all files, sorted; files of the system and of version control are left out."""

    def read(self, name: str) -> bytes:
        """Bytes of one file; raises `Unreadable`."""


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A folder on disk whose list of files has been taken; symbolic links in it are told and never followed."""

    root: Path
    names: tuple[str, ...]

    def read(self, name: str) -> bytes:
        """Bytes of one file of the list."""
        return read_limited(self.root / name, name=name, limit_bytes=FILE_BYTES)


@dataclass(frozen=True, slots=True)
class MemorySource:
    """Files in memory."""

    files: Mapping[str, bytes]

    @property
    def names(self) -> tuple[str, ...]:
        """Their paths."""
        return tuple(sorted(self.files))

    def read(self, name: str) -> bytes:
        """Bytes of one of them."""
        return self.files[name]


@dataclass(frozen=True, slots=True)
class ZipSource:
    """An archive of a folder, or of its contents."""

    archive: GuardedZip
    members: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """Paths inside the folder."""
        return tuple(sorted(self.members))

    def read(self, name: str) -> bytes:
        """Bytes of one member."""
        return self.archive.read(self.members[name])


def folder_source(root: Path, log: Log) -> FolderSource | None:
    """The files of a folder; None, with a finding, when it is none."""
    if not root.is_dir():
        code = "cluster.not_a_folder" if root.exists() else "cluster.no_folder"
        log.add(code, Place(str(root)))
        return None
    names: list[str] = []
    _walk(root, "", 0, names, log)
    if len(names) > MOST_FILES:
        log.add("cluster.too_many_files", Place(root.name), number=len(names), limit=MOST_FILES)
        return None
    return FolderSource(root, tuple(sorted(names)))


def _walk(root: Path, inside: str, depth: int, names: list[str], log: Log) -> None:
    """Gathers the paths of ordinary files, never through a link."""
    try:
        entries = sorted(os.scandir(root / inside), key=lambda e: e.name)
    except OSError as error:
        log.add("cluster.folder_unreadable", Place(inside or root.name), reason=os.strerror(error.errno or 0))
        return
    for entry in entries:
        name = f"{inside}/{entry.name}" if inside else entry.name
        if is_left_out(entry.name) or len(names) > MOST_FILES:
            continue
        if not _is_printable(entry.name):
            log.add("cluster.odd_name", Place(ascii(name)))
        elif entry.is_symlink():
            log.add("cluster.link", Place(name))
        elif entry.is_dir(follow_symlinks=False):
            if kind_of(name) is not None:
                log.add("cluster.folder_for_file", Place(name))
            elif depth >= DEPTH:
                log.add("cluster.folder_too_deep", Place(name), limit=DEPTH)
            else:
                _walk(root, name, depth + 1, names, log)
        elif stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            names.append(name)
        else:
            log.add("file.not_regular", Place(name))


def zip_source(archive: GuardedZip, log: Log) -> ZipSource:
    """The files of an archive; when all lie in one folder, the paths inside that folder."""
    wanted = [n for n in archive.names if not any(is_left_out(part) for part in n.split("/"))]
    tops = {n.split("/")[0] for n in wanted}
    prefix = f"{next(iter(tops))}/" if len(tops) == 1 and all("/" in n for n in wanted) else ""
    for name in wanted:
        if name.count("/") > DEPTH:
            log.add("cluster.folder_too_deep", Place(name), severity=Severity.WARNING, limit=DEPTH)
    return ZipSource(archive, {n.removeprefix(prefix): n for n in wanted})


def is_left_out(name: str) -> bool:
    """True for hidden files, an office program's lock files and what operating systems leave behind."""
    return name.startswith((".", "~$")) or name.casefold() in _NOT_OURS


def _is_printable(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return name.isprintable()
