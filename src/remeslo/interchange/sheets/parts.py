"""Files as they come, packed or not, into plain parts: GZIP and ZIP are opened, workbooks are let be."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.safety import GZIP_BEGINNING, Unreadable, gunzip, open_zip

ZIP_BEGINNING = b"PK\x03\x04"
WORKBOOK = "xl/workbook.xml"
_SKIPPED = ("__MACOSX/", ".DS_Store", "Thumbs.db")


@dataclass(frozen=True, slots=True)
class Part:
    """A file that is not packed: its name, with the archive's before it, and its bytes."""

    name: str
    data: bytes

    @property
    def base(self) -> str:
        """The last part of the name, without ``.gz``: ``Skills.csv``."""
        return PurePosixPath(self.name.replace("\\", "/")).name.removesuffix(".gz")

    @property
    def is_workbook(self) -> bool:
        """True when the bytes begin as an archive: what was no workbook has been unpacked."""
        return self.data.startswith(ZIP_BEGINNING)


def unpack(name: str, data: bytes) -> tuple[tuple[Part, ...], tuple[Finding, ...]]:
    """
    The parts of a file and what could not be opened in it.

    A GZIP file is one part; a ZIP archive that is no workbook gives its members, one by one. Never raises.
    """
    try:
        if data.startswith(GZIP_BEGINNING):
            data = gunzip(data, name=name)
        if not data.startswith(ZIP_BEGINNING):
            return (Part(name, data),), ()
        archive = open_zip(data, name=name)
    except Unreadable as refusal:
        return (), refusal.findings
    if WORKBOOK in archive.names or "[Content_Types].xml" in archive.names:
        return (Part(name, data),), ()
    parts: list[Part] = []
    findings: list[Finding] = []
    for member in archive.names:
        if any(s in member for s in _SKIPPED) or not archive.sizes[member]:
            continue
        try:
            parts.append(Part(f"{name}/{member}", archive.read(member)))
        except Unreadable as refusal:
            findings.extend(refusal.findings)
    if not parts and not findings:
        findings.append(Finding("file.empty", name, {}, Severity.STOPS_SAVING))
    return tuple(parts), tuple(findings)


def unpack_all(files: Iterable[tuple[str, bytes]]) -> tuple[tuple[Part, ...], tuple[Finding, ...]]:
    """The parts of many files, in order."""
    parts: list[Part] = []
    findings: list[Finding] = []
    for name, data in files:
        some, wrong = unpack(name, data)
        parts += some
        findings += wrong
    return tuple(parts), tuple(findings)
