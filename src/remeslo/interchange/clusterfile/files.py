"""The files of a source sorted by kind, and each of them as records, standards or packs."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.curriculum.norms import NormPack
from remeslo.interchange import normpack, profstandart
from remeslo.interchange.clusterfile.description import FileKind, Shape
from remeslo.interchange.clusterfile.kinds import KINDS, kind_of, same_path
from remeslo.interchange.clusterfile.log import Log, Place
from remeslo.interchange.clusterfile.record import Record, RecordReader
from remeslo.interchange.clusterfile.source import Source
from remeslo.interchange.clusterfile.table import read_table
from remeslo.interchange.clusterfile.valuetypes import nearest
from remeslo.interchange.clusterfile.yamltree import read_yaml
from remeslo.interchange.safety import MIB, Unreadable, decode_text

TEXT_BYTES = 10 * MIB
"""Of one YAML or CSV file; XML may be as large as any file."""


@dataclass(slots=True)
class Files:
    """
    A source whose files have been told apart.

    Parameters
    ----------
    unreadable
        Kinds (`FileKind.name`) of which a file could not be read, so that nobody is told that what it may hold is
        missing.
    """

    source: Source
    log: Log
    by_kind: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unreadable: set[str] = field(default_factory=set)
    _tables: dict[str, list[Record]] = field(default_factory=dict)

    def sort(self) -> None:
        """Puts every file to its kind; what is none of ours is told."""
        for name in self.source.names:
            kind = kind_of(name)
            if kind is None:
                self._unknown(name)
            elif not kind.many and self.by_kind[kind.name]:
                self.log.add("cluster.file_twice", Place(name), first=self.by_kind[kind.name][0])
            else:
                self.by_kind[kind.name].append(name)

    def records(self, kind: FileKind) -> Iterator[Record]:
        """Records of all files of a kind."""
        for name in self.by_kind[kind.name]:
            if kind.shape is not None:
                yield from self.table(name) if kind.suffixes == (".csv",) else self._yaml(name, kind.shape, kind)

    def table(self, name: str) -> list[Record]:
        """Records of a CSV file, read once however often it is asked for."""
        if name not in self._tables:
            kind = kind_of(name)
            text = self.text(name, kind)
            shape = kind.shape if kind else None
            self._tables[name] = read_table(text, name, shape, self.log) if text is not None and shape else []
        return self._tables[name]

    def text(self, name: str, kind: FileKind | None) -> str | None:
        """The text of a file; None, with findings, when it has none."""
        data = self.data(name, kind)
        if data is None:
            return None
        try:
            if len(data) > TEXT_BYTES:
                raise Unreadable(_too_large(name, len(data)))
            decoded = decode_text(data, name)
        except Unreadable as error:
            self._gave_up(error, name, kind)
            return None
        self.log.take(decoded.findings, name)
        return decoded.text

    def data(self, name: str, kind: FileKind | None) -> bytes | None:
        """The bytes of a file; None, with findings, when they cannot be had."""
        try:
            return self.source.read(name)
        except Unreadable as error:
            self._gave_up(error, name, kind)
            return None

    def standards(self, kind: FileKind) -> Iterator[tuple[OccupationalStandard, Place]]:
        """Editions of occupational standards with the file of each."""
        for name in self.by_kind[kind.name]:
            data = self.data(name, kind)
            if data is None:
                continue
            try:
                reading = profstandart.read(data, name=name)
            except Unreadable as error:
                self._gave_up(error, name, kind)
                continue
            self.log.take(reading.findings, name)
            if any_hard(reading.findings):
                self.unreadable.add(kind.name)
            yield from ((standard, Place(name)) for standard in reading.standards)

    def packs(self, kind: FileKind) -> Iterator[tuple[NormPack, Place]]:
        """The folder's own norm packs with the file of each."""
        for name in self.by_kind[kind.name]:
            data = self.data(name, kind)
            if data is None:
                continue
            pack, findings = normpack.read(data, name=name)
            self.log.take(findings, name)
            if pack is None:
                self.unreadable.add(kind.name)
            else:
                yield pack, Place(name)

    def _yaml(self, name: str, shape: Shape[object], kind: FileKind) -> Iterator[Record]:
        text = self.text(name, kind)
        if text is None:
            return
        node = read_yaml(text, name, self.log)
        record = RecordReader(name, self.log).table(node, shape) if node is not None else None
        if record is None:
            self.unreadable.add(kind.name)
            if node is None and not any(f.where.startswith(name) for f in self.log.findings):
                self.log.add("cluster.yaml_empty", Place(name))
        else:
            yield record

    def _gave_up(self, error: Unreadable, name: str, kind: FileKind | None) -> None:
        self.log.take(error.findings, name)
        if kind is not None:
            self.unreadable.add(kind.name)

    def _unknown(self, name: str) -> None:
        """Tells of a file that is none of ours; one that is named like one of ours is told louder."""
        path = PurePosixPath(name)
        if path.suffix.casefold() == ".md" or path.stem.casefold() in ("readme", "license", "changelog"):
            return
        like = _like(same_path(name))
        if like:
            self.log.add("cluster.file_like", Place(name), severity=Severity.WARNING, like=like)
        else:
            self.log.add("cluster.file_unknown", Place(name), severity=Severity.NOTE)


def _too_large(name: str, size: int) -> Finding:
    return Finding("file.too_large", name, {"size": size, "limit": TEXT_BYTES}, Severity.STOPS_SAVING)


def _like(name: str) -> str:
    """The path of ours that a path is most like: the name is nearly ours, or the folder is and the ending is not."""
    path = PurePosixPath(name)
    if len(path.parts) == 1:
        return nearest(path.name, [p for k in KINDS if not k.many for p in (k.path, k.path_ru)])
    folders = {p: k for k in KINDS if k.many for p in (k.path, k.path_ru)}
    if (kind := folders.get(str(path.parent))) is not None:
        return f"{path.parent}/{path.stem}{kind.suffixes[0]}"
    close = nearest(str(path.parent), list(folders))
    return f"{close}/{path.name}" if close and path.suffix in folders[close].suffixes else ""
