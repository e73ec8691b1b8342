"""An agreement: its parties, who signs for them by what authority, the text that is signed, its days and its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.kinds import (
    AgreementKey,
    AgreementKind,
    Basis,
    ClauseKey,
    PartyKey,
    SignatoryKey,
)
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey, ProgrammeKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """
    A side of an agreement.

    Parameters
    ----------
    organisation
        The member of the cluster that it is; of a person, the member that answers for the paper (the learner's
        college, the mentor's enterprise).
    person
        Pseudonym of a learner or key of a member of the staff, where the side is a person.
    """

    key: PartyKey
    organisation: OrganisationKey
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """
    Why somebody may sign for a party.

    Parameters
    ----------
    post
        "Director".
    number
        Of the power of attorney, or of the document that names the legal representative.
    since, until
        Days of it; ``until`` is the first day on which it does not hold any more; ``None``: without an end.
    """

    post: str
    basis: Basis = Basis.CHARTER
    number: str = ""
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.until <= self.since:
            raise ProblemError(f"authority of {self.post}: it ends on {self.until}, not after {self.since}.")

    def holds_on(self, day: date) -> bool:
        """True when it covers the day; a power of attorney without number or days covers none, nor does a legal
        representative's authority without a document.
        """
        if self.basis is Basis.LEGAL_REPRESENTATIVE and not self.number.strip():
            return False
        if self.basis is Basis.POWER_OF_ATTORNEY and not (self.number.strip() and self.since and self.until):
            return False
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """A named person who signs for a party."""

    key: SignatoryKey
    party: PartyKey
    name: str
    authority: Authority


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signatory signed the text of a hash on a day."""

    signatory: SignatoryKey
    on: date
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVersion:
    """A version of the text: number from 1, hash of what is signed, the day it was written down."""

    number: int
    sha256: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """An early end: ``on`` is the first day on which it is not in force any more; who asked for it and why."""

    on: date
    reason: str
    by: PartyKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A clause was not carried out: by whom, told on which day, why."""

    clause: ClauseKey
    by: PartyKey
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the paper says on a point of its kind's mandatory content (`content.ContentPoint.key`)."""

    point: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """
    An agreement with everything that happened to it.

    Parameters
    ----------
    parties, signatories, clauses
        Each once by its key; a signatory signs for one of the parties.
    first, until
        Days it is about; ``until`` is the first day after it.
    points
        What it says in words on points of its kind's mandatory content, each once.
    versions
        Texts in their order; the last is the one that is signed.
    sent
        Day on which the last version was sent to be signed.
    withdrawn
        Day on which it was taken back; only before all have signed.
    on_paper
        Day on which it was signed elsewhere, by people whom nobody named here: a contract that a folder tells of.
    renews
        The agreement that it goes on from, on the very day on which that one ends.
    gap
        Why days lie between the two, where they do.
    amends, removes
        For an additional agreement: the agreement whose clauses it changes from its first day on, and those of them
        that go. Its own clauses come.

    Raises
    ------
    ProblemError
        When it has no days, a key repeats, names nobody, or it amends or renews itself.
    """

    key: AgreementKey
    kind: AgreementKind
    title: str
    parties: tuple[Party, ...]
    first: date
    until: date
    signatories: tuple[Signatory, ...] = ()
    programmes: tuple[ProgrammeKey, ...] = ()
    clauses: tuple[Clause, ...] = ()
    points: tuple[Said, ...] = ()
    versions: tuple[TextVersion, ...] = ()
    signatures: tuple[Signature, ...] = ()
    sent: date | None = None
    withdrawn: date | None = None
    on_paper: date | None = None
    ending: Ending | None = None
    failures: tuple[Failure, ...] = ()
    renews: AgreementKey | None = None
    gap: str = ""
    amends: AgreementKey | None = None
    removes: tuple[ClauseKey, ...] = ()

    def __post_init__(self) -> None:
        where = f"agreement {self.key}"
        if self.until <= self.first:
            raise ProblemError(f"{where}: it ends on {self.until}, which is not after {self.first}.")
        if self.key in (self.renews, self.amends):
            raise ProblemError(f"{where} cannot go on from itself.")
        if self.removes and self.amends is None:
            raise ProblemError(f"{where} takes clauses away, but names no agreement whose they are.")
        for what, keys in (
            ("party", [p.key for p in self.parties]),
            ("signatory", [s.key for s in self.signatories]),
            ("clause", [c.key for c in self.clauses]),
            ("point", [p.point for p in self.points]),
        ):
            if len(set(keys)) < len(keys):
                raise ProblemError(f"{where}: a {what} is named twice.")
        for signatory in self.signatories:
            if signatory.party not in self.party_of:
                raise ProblemError(f"{where}: {signatory.key} signs for {signatory.party}, which is no party.")
        for clause in self.clauses:
            for party in (clause.party, clause.to):
                if party is not None and party not in self.party_of:
                    raise ProblemError(f"{where}: clause {clause.key} names {party}, which is no party.")

    @cached_property
    def party_of(self) -> Mapping[PartyKey, Party]:
        """Parties by key."""
        return {p.key: p for p in self.parties}

    @cached_property
    def clause_of(self) -> Mapping[ClauseKey, Clause]:
        """Clauses by key."""
        return {c.key: c for c in self.clauses}

    def said(self, point: str) -> str:
        """Words on a point; "" where there are none."""
        return next((p.text.strip() for p in self.points if p.point == point), "")

    @property
    def text(self) -> TextVersion | None:
        """The version that is signed; ``None`` while there is a draft only."""
        return self.versions[-1] if self.versions else None

    @property
    def organisations(self) -> frozenset[OrganisationKey]:
        """Members of the cluster that are concerned."""
        return frozenset(p.organisation for p in self.parties)

    def organisation(self, party: PartyKey | None) -> OrganisationKey | None:
        """The member of the cluster that a party is."""
        found = self.party_of.get(party) if party is not None else None
        return found.organisation if found is not None else None

    def days_of(self, clause: Clause) -> tuple[date, date]:
        """First day of a clause of it, and the first day after (not later than the first where no day is left)."""
        return max(clause.first or self.first, self.first), min(clause.until or self.until, self.until)
