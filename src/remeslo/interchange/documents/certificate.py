"""The certificate of a course or internship as PDF, in the customary layout of a document of refresher training."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources

import typst

from remeslo.core.base.findings import ProblemError
from remeslo.interchange.sentences import Language, label, number, wording


class CertificateKind(StrEnum):
    """What was completed; its name stands in the heading."""

    REFRESHER = "refresher"
    RETRAINING = "retraining"
    INTERNSHIP = "internship"
    ATTENDANCE = "attendance"
    TRAINING = "training"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """
    One certificate.

    Parameters
    ----------
    number
        Of the register of the organisation that issues it; blank: a line to write on.
    organisation, settlement
        Who issues it, and where.
    person
        Whole name.
    title, topic
        Name of the programme and its theme; a blank theme is left out.
    hours
        Academic hours, > 0.
    first, last, issued
        Days of the course, and of the paper; no day of the paper: a line to write on.
    host
        Enterprise where it was held, if it is another organisation.
    skills
        What the paper shows, in plain words with levels.
    valid_until
        Last day in force, if it has one.
    signatures
        Positions and names of those who sign; a blank name: a line to write on.
    illustrative
        True for invented data: marked on the paper.

    Raises
    ------
    ProblemError
        When there are no hours, or the course ends before it begins.
    """

    kind: CertificateKind
    organisation: str
    person: str
    title: str
    hours: int
    first: date
    last: date
    number: str = ""
    settlement: str = ""
    topic: str = ""
    issued: date | None = None
    host: str = ""
    skills: tuple[str, ...] = ()
    valid_until: date | None = None
    signatures: tuple[tuple[str, str], ...] = ()
    illustrative: bool = False

    def __post_init__(self) -> None:
        if self.hours <= 0:
            raise ProblemError(f"certificate: hours must be > 0, got {self.hours}.")
        if self.last < self.first:
            raise ProblemError(f"certificate: ends on {self.last}, before it begins on {self.first}.")


def certificate_pdf(certificate: Certificate, *, language: Language) -> bytes:
    """The PDF, the same bytes for the same values."""
    return certificates_pdf((certificate,), language=language)


def certificates_pdf(certificates: Sequence[Certificate], *, language: Language) -> bytes:
    """Several on pages of their own, to be printed in one go; raises ValueError when there are none."""
    if not certificates:
        raise ValueError("there is no certificate to print.")
    template = (resources.files(__package__) / "certificate.typ").read_bytes()
    data = {"language": language, "pages": [_page(c, language) for c in certificates]}
    text = json.dumps(data, ensure_ascii=False)
    made: bytes = typst.compile(template, sys_inputs={"data": text}, ignore_system_fonts=True)
    return made


def _page(c: Certificate, language: Language) -> dict[str, object]:
    def word(key: str) -> str:
        return label(f"certificate.{key}", language)

    facts = [(word("programme"), f"«{c.title}»" if language == "ru" else f"“{c.title}”")]
    facts += [(word("topic"), c.topic)] if c.topic else []
    facts += [(word("hours"), f"{number(c.hours, language)} {word('academic_hours')}")]
    facts += [(word("held"), f"{wording(c.first, language)} – {wording(c.last, language)}")]
    facts += [(word("host"), c.host)] if c.host else []
    facts += [(word("skills"), "; ".join(c.skills))] if c.skills else []
    facts += [(word("valid_until"), wording(c.valid_until, language))] if c.valid_until else []
    signatures = c.signatures or ((word("head"), ""), (word("secretary"), ""))
    return {
        "heading": word(f"heading_{c.kind}"),
        "subheading": word(f"subheading_{c.kind}"),
        "title": f"{word(f'heading_{c.kind}')} {c.number}".strip(),
        "organisation": c.organisation,
        "number_word": word("number"),
        "number": c.number or "_" * 16,
        "settlement": c.settlement,
        "issued_word": word("issued"),
        "issued": wording(c.issued, language) if c.issued else "_" * 16,
        "states": word("states"),
        "person": c.person,
        "completed": word(f"completed_{c.kind}"),
        "facts": [list(f) for f in facts],
        "signatures": [[position, name or "_" * 22] for position, name in signatures],
        "seal": word("seal"),
        "illustrative": label("word.illustrative", language) if c.illustrative else "",
    }
