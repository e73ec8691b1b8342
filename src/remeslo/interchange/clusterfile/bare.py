"""Files of a cluster folder by themselves: a bare table of elements, and which programme a file describes."""

from collections.abc import Sequence
from pathlib import Path

from remeslo.core.base.findings import Finding, any_hard
from remeslo.core.competence.outline import OutlineElement
from remeslo.interchange.clusterfile.build import Builder
from remeslo.interchange.clusterfile.csvtext import to_csv
from remeslo.interchange.clusterfile.log import Log
from remeslo.interchange.clusterfile.outlines import register_elements
from remeslo.interchange.clusterfile.plain import NotWritable, Plainer
from remeslo.interchange.clusterfile.record import RecordReader
from remeslo.interchange.clusterfile.registry import Registry
from remeslo.interchange.clusterfile.shapes import ELEMENT, PROGRAMME
from remeslo.interchange.clusterfile.table import read_table
from remeslo.interchange.clusterfile.yamltree import read_yaml
from remeslo.interchange.safety import Unreadable, decode_text, read_limited
from remeslo.interchange.sentences import Language


def read_elements(path: Path) -> tuple[tuple[OutlineElement, ...], tuple[Finding, ...]]:
    """The elements of a CSV table outside any folder, in order; none when a finding is hard."""
    log = Log()
    try:
        decoded = decode_text(read_limited(path, name=path.name), path.name)
    except Unreadable as refusal:
        return (), refusal.findings
    log.take(decoded.findings, path.name)
    records = read_table(decoded.text, path.name, ELEMENT, log)
    registry = Registry()
    registry.give_up("workshop", "person")  # they stand in files that a bare table does not have
    register_elements(records, registry, log)
    values = [Builder(registry, log).value(record) for record in records]
    elements = tuple(v for v in values if isinstance(v, OutlineElement))
    return (() if any_hard(log.findings) else elements), log.findings


def write_elements(elements: Sequence[OutlineElement], *, language: Language = "ru") -> bytes:
    """The CSV table of elements that `read_elements` reads; raises `NotWritable`."""
    plainer = Plainer(language, ELEMENT.kind)
    rows = [plainer.table(ELEMENT, e) for e in elements]
    if plainer.wrong:
        raise NotWritable(*plainer.wrong)
    return to_csv([f.named(language) for f in ELEMENT.fields], rows, language)


def programme_key(path: Path) -> str | None:
    """Key of the programme that a YAML file describes; ``None`` when it cannot be read."""
    log = Log()
    try:
        text = decode_text(read_limited(path, name=path.name), path.name).text
    except Unreadable:
        return None
    node = read_yaml(text, path.name, log)
    record = RecordReader(path.name, log).table(node, PROGRAMME) if node is not None else None
    return record.text("key") or None if record is not None else None
