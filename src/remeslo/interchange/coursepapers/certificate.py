"""Certificates of a short course: PDF as other papers of refresher training, and DOCX to be filled in further."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from remeslo.core.competence.courses.kind import CourseKind
from remeslo.core.line.courses.make import MadeCourse
from remeslo.interchange.coursepapers.docx import PageBreak, blocks_docx
from remeslo.interchange.documents.certificate import Certificate, CertificateKind
from remeslo.interchange.programmebook.blocks import Block, Heading, Level, Paragraph, Role, Row, Table, cell, row
from remeslo.interchange.sentences import Language, label, number, wording

KINDS = {
    CourseKind.ATTENDANCE: CertificateKind.ATTENDANCE,
    CourseKind.REFRESHER: CertificateKind.REFRESHER,
    CourseKind.RETRAINING: CertificateKind.RETRAINING,
    CourseKind.TRAINING: CertificateKind.TRAINING,
}
MOST_SKILLS = 6
"""Outcomes that a certificate names in words; the course's programme has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """
    What the certificates of one issue share.

    Parameters
    ----------
    kind
        Of the course, by its norms.
    organisation, settlement
        Who issues them, and where.
    first, last, issued
        Days of the course and of the papers; no day of the paper: a line to write on.
    numbers
        What register numbers begin with; blank: lines to write on.
    skills
        Texts of what learners can do, in order.
    """

    kind: CourseKind
    organisation: str
    settlement: str
    first: date
    last: date
    issued: date | None
    numbers: str
    skills: tuple[str, ...]
    illustrative: bool


def printed(made: MadeCourse, facts: CertificateFacts, names: Sequence[str]) -> tuple[Certificate, ...]:
    """One certificate a name, in order; numbers run on from 1 where they have a beginning."""
    return tuple(
        Certificate(
            kind=KINDS[facts.kind],
            organisation=facts.organisation,
            settlement=facts.settlement,
            person=name,
            title=made.course.title,
            hours=made.hours,
            first=facts.first,
            last=facts.last,
            issued=facts.issued,
            number=f"{facts.numbers}{n}" if facts.numbers else "",
            skills=facts.skills[:MOST_SKILLS],
            illustrative=facts.illustrative,
        )
        for n, name in enumerate(names, start=1)
    )


def certificates_docx(certificates: Sequence[Certificate], *, language: Language) -> bytes:
    """The same papers as DOCX, a page each; raises ValueError when there are none."""
    if not certificates:
        raise ValueError("there is no certificate to write.")
    blocks: list[Block | PageBreak] = []
    for n, c in enumerate(certificates):
        if n:
            blocks.append(PageBreak())
        blocks += _page(c, language)
    first = certificates[0]
    note = label("word.illustrative", language) if first.illustrative else ""
    return blocks_docx(blocks, language=language, title=first.title, note=note)


def _page(c: Certificate, language: Language) -> list[Block]:
    def say(key: str) -> str:
        return label(f"certificate.{key}", language)

    facts = [
        (say("programme"), f"«{c.title}»" if language == "ru" else f"“{c.title}”"),
        (say("hours"), f"{number(c.hours, language)} {say('academic_hours')}"),
        (say("held"), f"{wording(c.first, language)} – {wording(c.last, language)}"),
    ]
    facts += [(say("skills"), "; ".join(c.skills))] if c.skills else []
    facts += [(say("number"), c.number or "_" * 16)]
    facts += [(say("issued"), wording(c.issued, language) if c.issued else "_" * 16)]
    lines = tuple(row(k, v) for k, v in facts)
    signs: tuple[Row, ...] = tuple(
        row(position, cell("_" * 20), name or "_" * 20)
        for position, name in (c.signatures or ((say("head"), ""), (say("secretary"), "")))
    )
    return [
        Paragraph((c.organisation,), Role.NAME),
        Paragraph((c.settlement,), Role.NAME),
        Heading(f"{say(f'heading_{c.kind}').upper()} {say(f'subheading_{c.kind}')}", Level.PLAIN),
        Paragraph((say("states"),)),
        Heading(c.person, Level.PLAIN),
        Paragraph((say(f"completed_{c.kind}"),)),
        Table("certificate", "", (1.0, 2.4), (), lines, lined=False),
        Table("signatures", "", (1.0, 1.0, 1.0), (), signs, lined=False),
        Paragraph((say("seal"),), Role.NOTE),
    ]
