"""Writes the papers of a programme into a folder under names that every system accepts."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.interchange.documents.calendar import calendar_xlsx
from remeslo.interchange.documents.curriculum import curriculum_xlsx
from remeslo.interchange.documents.matrix import matrix_xlsx
from remeslo.interchange.documents.sheets_pdf import calendar_pdf, curriculum_pdf
from remeslo.interchange.documents.summary import summary_pdf
from remeslo.interchange.sentences import Language


class Maker(Protocol):
    """Makes one paper."""

    def __call__(self, cluster: Cluster, outcome: ProgrammeOutcome, *, language: Language) -> bytes: ...


class CalendarMaker(Protocol):
    """Makes a paper with the calendar, in the symbols that are wished."""

    def __call__(
        self, cluster: Cluster, outcome: ProgrammeOutcome, *, language: Language, symbols: str = "letters"
    ) -> bytes: ...


MAKERS: Mapping[str, Maker] = {
    "curriculum.xlsx": curriculum_xlsx,
    "calendar.xlsx": calendar_xlsx,
    "matrix.xlsx": matrix_xlsx,
    "curriculum.pdf": curriculum_pdf,
    "calendar.pdf": calendar_pdf,
    "summary.pdf": summary_pdf,
}
"""Kind of paper (the end of its file name) and what makes it."""

WITH_SYMBOLS: Mapping[str, CalendarMaker] = {"calendar.xlsx": calendar_xlsx, "calendar.pdf": calendar_pdf}
"""Papers whose symbols can be chosen: letters or graphic."""


def document_names(key: str) -> Mapping[str, str]:
    """Kind of paper -> file name, for a programme."""
    safe = re.sub(r"[^\w.-]+", "-", key).strip("-.") or "programme"
    return {kind: f"{safe}-{kind}" for kind in MAKERS}


def write_all(cluster: Cluster, outcome: ProgrammeOutcome, folder: Path, *, language: Language) -> tuple[Path, ...]:
    """Every paper of a programme that has a plan, written whole or not at all; none when there is no plan."""
    if outcome.design is None or outcome.result is None or outcome.result.plan is None:
        return ()
    written = []
    for kind, name in document_names(outcome.key).items():
        part = folder / f".{name}.part"
        part.write_bytes(MAKERS[kind](cluster, outcome, language=language))
        written.append(part.replace(folder / name))
    return tuple(written)
