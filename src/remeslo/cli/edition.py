"""One edition of a standard from a file: registry XML, or a state standard as YAML or as the filled-in form."""

from pathlib import Path

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import StateStandard
from remeslo.interchange import clusterfile, profstandart, statesheet
from remeslo.interchange.safety import Unreadable, decode_text, read_limited

Edition = OccupationalStandard | StateStandard
YAML = frozenset({".yaml", ".yml"})
FORMS = frozenset({".xlsx", ".ods"})


def read_edition(path: Path) -> tuple[Edition | None, list[Finding]]:
    """The one standard of a file; ``None``, with the findings that say why, when there is none or there are several."""
    suffix = path.suffix.lower()
    if suffix in YAML | FORMS:
        return _state(path, suffix)
    reading = profstandart.read_files([path])
    if len(reading.standards) == 1:
        return reading.standards[0], []
    held = tuple(s.edition for s in reading.standards)
    if not held and any(f.hard for f in reading.findings):
        return None, list(reading.findings)
    return None, [Finding("revision.not_one_edition", str(path), {"held": held or "—"}, Severity.STOPS_SAVING)]


def _state(path: Path, suffix: str) -> tuple[Edition | None, list[Finding]]:
    try:
        data = read_limited(path, name=str(path))
    except Unreadable as refusal:
        return None, list(refusal.findings)
    if suffix in FORMS:
        form = statesheet.read(data, name=path.name)
        return (form.standard if form.is_clean else None), [f for f in form.findings if f.hard]
    try:
        text = decode_text(data, str(path)).text
    except Unreadable as refusal:
        return None, list(refusal.findings)
    piece = clusterfile.read_state_standard(text, str(path))
    return piece.value, [f for f in piece.findings if f.hard]
