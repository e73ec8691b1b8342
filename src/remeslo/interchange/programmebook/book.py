"""A planned programme as a book."""

import re
from dataclasses import dataclass

from remeslo.core.base.findings import Finding
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.interchange.documents.planned import NothingPlanned
from remeslo.interchange.programmebook.scene import scene
from remeslo.interchange.programmebook.starter.make import starter_package
from remeslo.interchange.programmebook.template.check import TemplateRefused, opened
from remeslo.interchange.programmebook.template.fill import fill
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sentences import Language


@dataclass(frozen=True, slots=True)
class Book:
    """
    A finished document.

    Parameters
    ----------
    data
        The DOCX; the same programme, template and language give the same bytes.
    gaps
        How many places it leaves for a person to fill in.
    findings
        Warnings of the template.
    """

    data: bytes
    gaps: int
    findings: tuple[Finding, ...]


def book_docx(
    cluster: Cluster,
    outcome: ProgrammeOutcome,
    *,
    language: Language,
    template: bytes | None = None,
    template_name: str = "template.docx",
) -> Book:
    """
    The book of a planned programme.

    Parameters
    ----------
    template
        A college's own template; ``None`` takes the default one of the language.

    Raises
    ------
    NothingPlanned
        The programme has no design or no plan.
    TemplateRefused
        The template cannot be used; its findings say why and where.
    """
    if outcome.result is None or outcome.result.plan is None:
        raise NothingPlanned(outcome.key)
    starter = starter_package(language)
    try:
        package = starter if template is None else opened(template, name=template_name)
        made = fill(package, scene(cluster, outcome, language), starter)
    except Unreadable as refusal:
        raise TemplateRefused(refusal.findings) from None
    return Book(made.data, len(made.gaps), made.findings)


def book_name(key: str) -> str:
    """File name of a programme's book, without signs that a system refuses."""
    safe = re.sub(r"[^\w.-]+", "-", key).strip("-.") or "programme"
    return f"{safe}-book.docx"
