"""Frameworks of many files: tables that belong together are read together, everything else by itself."""

from collections.abc import Iterable, Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.framework import Framework
from remeslo.interchange import case, esco, onet, profstandart, sheets
from remeslo.interchange.frameworks import FrameworkReading, unreadable
from remeslo.interchange.frameworks.reading import with_findings
from remeslo.interchange.intake.form import FRAMEWORKS, Form
from remeslo.interchange.intake.recognise import recognise
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sheets import Mapping, read_grids, unpack

File = tuple[str, bytes]
_TOGETHER = {Form.ONET: onet.read, Form.ESCO: esco.read}
_VERSION = {Form.ONET: onet.version_of, Form.ESCO: esco.version_of}


def read_frameworks(
    files: Iterable[File], *, form: Form | None = None, version: str = "", mapping: Mapping | None = None
) -> tuple[FrameworkReading, ...]:
    """
    A reading for each framework of the files; one without a framework for each file that holds none, with the reason.

    Parameters
    ----------
    form
        Of all the files; without it each is looked at. Tables of one edition of O*NET, and of ESCO, are one framework.
    version
        Edition of O*NET, ESCO and tables, where names do not tell.
    mapping
        Columns of tables (``Form.SHEET``).
    """
    together: dict[tuple[Form, str], list[File]] = {}
    readings: list[FrameworkReading] = []
    for name, data in files:
        its = form or recognise(name, data)
        if its in _TOGETHER:
            together.setdefault((its, version or _VERSION[its]([name])), []).append((name, data))
        else:
            readings.append(_one(name, data, its, version, mapping))
    readings += [_TOGETHER[its](group, version=edition) for (its, edition), group in _joined(together)]
    return tuple(_conflicts(readings))


def _joined(together: dict[tuple[Form, str], list[File]]) -> Iterator[tuple[tuple[Form, str], list[File]]]:
    """Files whose names tell no edition belong to the only one that the others tell."""
    for its in _TOGETHER:
        told = [edition for form, edition in together if form is its and edition]
        nameless = together.pop((its, ""), [])
        if nameless:
            together.setdefault((its, told[0] if len(told) == 1 else ""), []).extend(nameless)
    yield from together.items()


def _one(name: str, data: bytes, form: Form, version: str, mapping: Mapping | None) -> FrameworkReading:
    if form is Form.CASE:
        parts, findings = unpack(name, data)
        if len(parts) != 1:
            return unreadable(name, findings or [_unknown(name)])
        return case.read(parts[0].data, name=parts[0].name)
    if form is Form.CASE_SHEET:
        return case.read_sheets([(name, data)])
    if form is Form.SHEET:
        return sheets.read([(name, data)], mapping=mapping, version=version)
    if form in FRAMEWORKS or form is Form.UNKNOWN:
        return _why_not(name, data)
    facts = {"format": form.value}
    return unreadable(name, [Finding("framework.not_a_framework", name, facts, Severity.STOPS_SAVING)])


def _why_not(name: str, data: bytes) -> FrameworkReading:
    """What the readers say of a file that none of them knows."""
    parts, findings = unpack(name, data)
    told = list(findings)
    for part in parts:
        start = part.data.replace(b"\x00", b"")[:HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]
        if start == b"<":
            told += profstandart.read(part.data, name=part.name).findings
        elif start in (b"{", b"["):
            told += case.read(part.data, name=part.name).findings
        else:
            try:
                told += read_grids(part)[1]
            except Unreadable as refusal:
                told += refusal.findings
    if not any(f.hard for f in told):
        told.append(_unknown(name))
    return unreadable(name, told)


HEAD = 4096


def _unknown(name: str) -> Finding:
    return Finding("framework.format_unknown", name, {}, Severity.STOPS_SAVING)


def _conflicts(readings: Iterable[FrameworkReading]) -> Iterator[FrameworkReading]:
    """An edition that an earlier file holds with other content is told at the later one."""
    first: dict[str, tuple[str, Framework]] = {}
    for reading in readings:
        framework = reading.framework
        if framework is None:
            yield reading
            continue
        name, held = first.setdefault(framework.edition, (reading.name, framework))
        if held == framework:
            yield reading
            continue
        facts = {"edition": framework.edition, "first": name}
        conflict = Finding("framework.edition_conflict", reading.name, facts, Severity.STOPS_PUBLISHING)
        yield with_findings(reading, conflict)
