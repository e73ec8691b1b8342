"""What the core needs to judge claims: competences of a planned programme, facts about one graduate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from remeslo.core.base.facts import Fact
from remeslo.core.base.keys import OrganisationKey, ProgrammeKey, StatementKey
from remeslo.core.competence.coverage import coverage
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.model import Competence
from remeslo.core.credentials.achievement import Alignment
from remeslo.core.credentials.claims import Claim, TaughtCompetence, judge_claims
from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.programmes.queries import planned
from remeslo.web.apps.results.ledger import Known, Ledger


@dataclass(frozen=True, slots=True)
class Graduate:
    """A learner who has graduated, under a pseudonym."""

    subject: str
    programme: str
    college: str
    on: date


def graduates(known: Known, colleges: Iterable[Organisation]) -> list[Graduate]:
    """Graduates of these colleges, the latest first; no query."""
    keys = {c.key for c in colleges}
    found = [
        Graduate(f.subject, str(f.values.get("programme", "")), str(f.by), f.on)
        for f in known.of_kind("graduation")
        if f.by in keys
    ]
    return sorted(found, key=lambda g: (g.on, g.subject), reverse=True)


@dataclass(frozen=True, slots=True)
class Judged:
    """A graduate's competences; ``title`` is the programme's, empty where it was never planned here."""

    title: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Taught:
    """Competences that a programme forms; none, and no title, where it was never planned here."""

    title: str = ""
    competences: tuple[TaughtCompetence, ...] = ()


def taught(cluster: Cluster, programme: str) -> Taught:
    """What the latest plan of a programme teaches; one query."""
    plan = planned(cluster, programme)
    design = plan.outcome.design if plan else None
    return Taught(design.title, _competences(design)) if design is not None else Taught()


def judged(held: Ledger, known: Known, graduate: Graduate, programme: Taught) -> Judged:
    """Every competence of the graduate's programme with what speaks for it; no query."""
    claims = judge_claims(
        programme.competences,
        _facts(held, known, graduate.subject),
        college=OrganisationKey(graduate.college),
        programme=ProgrammeKey(graduate.programme),
    )
    return Judged(programme.title, claims)


def _facts(held: Ledger, known: Known, subject: str) -> list[Fact]:
    """Facts in force about the learner, and what others say of them."""
    own = [f for f in held.of_subject.get(subject, ()) if f.key in known.by_key]
    return own + [word for f in own for word in known.words.get(f.key, ())]


def _competences(design: ProgrammeDesign) -> tuple[TaughtCompetence, ...]:
    cells = coverage(design).cells
    texts = {key: line.line.text for line in design.model.gap for key in line.line.functions}
    return tuple(
        TaughtCompetence(
            key=c.key,
            title=c.title,
            elements=frozenset(str(element) for key, element in cells if key == c.key),
            alignments=_alignments(c, texts),
        )
        for c in design.model.competences
    )


def _alignments(competence: Competence, texts: Mapping[StatementKey, str]) -> tuple[Alignment, ...]:
    """Work functions of occupational standards; the code is the statement's key, the address made of it."""
    return tuple(
        Alignment(
            name=texts.get(key) or str(key),
            url=f"urn:uuid:{uuid5(NAMESPACE_URL, str(key))}",
            code=str(key),
            framework=str(key).partition("/")[0],
            type="ext:OccupationalStandard",
        )
        for key in competence.functions
    )
