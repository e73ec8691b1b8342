"""A folder on disk replaced whole: written beside, then put in its place, so that nobody ever sees half of it."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.clusterfile.kinds import CLUSTER_FILE, kind_of
from remeslo.interchange.clusterfile.plain import NotWritable


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """
    Puts these files into a folder in place of the cluster that was there; files of others stay.

    Raises `NotWritable` when the folder holds something else than a cluster, or the disk refuses; then nothing has
    changed.
    """
    folder = folder.resolve()
    _must_be_ours(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as made:
            new, old = Path(made) / "new", Path(made) / "old"
            _write_all(new, files)
            if folder.exists():
                _keep_the_others(folder, new)
                _swap(folder, new, old)
            else:
                new.rename(folder)
    except OSError as error:
        raise _refused("cluster.cannot_be_written", folder, reason=os.strerror(error.errno or 0)) from error


def _must_be_ours(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise _refused("cluster.not_a_folder", folder)
    if not folder.is_dir():
        return
    names = [entry.name for entry in folder.iterdir()]
    if names and not any(kind_of(name) is CLUSTER_FILE for name in names):
        raise _refused("cluster.folder_not_empty", folder)


def _write_all(root: Path, files: Mapping[str, bytes]) -> None:
    root.mkdir()
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _keep_the_others(folder: Path, new: Path) -> None:
    """Copies to the new folder what in the old one is no file of a cluster: notes, pictures, version control."""
    for base, folders, names in os.walk(folder):
        inside = Path(base).relative_to(folder)
        links = [n for n in folders if (Path(base) / n).is_symlink()]
        for name in [*names, *links]:
            path = inside / name
            if kind_of(path.as_posix()) is None and not (new / path).exists():
                (new / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(folder / path, new / path, follow_symlinks=False)


def _swap(folder: Path, new: Path, old: Path) -> None:
    """The new folder in the place of the old one; the old one back when that fails."""
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise


def _refused(code: str, folder: Path, **facts: object) -> NotWritable:
    return NotWritable(Finding(code, folder.name, facts, Severity.STOPS_SAVING))
