"""What a credential says, in the words of Open Badges 3.0; how it is written and signed is the format's matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from remeslo.core.base.findings import ProblemError


def _named(thing: str, **values: str) -> None:
    for name, value in values.items():
        if not value.strip():
            raise ProblemError(f"{thing}: {name} must not be blank.")


def _dated(thing: str, **moments: datetime | None) -> None:
    for name, moment in moments.items():
        if moment is not None and moment.tzinfo is None:
            raise ProblemError(f"{thing}: {name} needs a time zone.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A place in a framework that the achievement answers to: a work function of a standard, an item of CASE."""

    name: str
    url: str
    code: str = ""
    framework: str = ""
    type: str = ""

    def __post_init__(self) -> None:
        _named("alignment", name=self.name, url=self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Achievement:
    """What is achieved: a competence with what it takes (``criteria``, a sentence) and what it answers to."""

    id: str
    name: str
    description: str
    criteria: str
    alignments: tuple[Alignment, ...] = ()
    code: str = ""

    def __post_init__(self) -> None:
        _named(
            f"achievement {self.id}",
            id=self.id,
            name=self.name,
            description=self.description,
            criteria=self.criteria,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What shows it, in a sentence without names of people."""

    name: str
    narrative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who says so: an address that is its identifier, and its name."""

    id: str
    name: str
    url: str = ""

    def __post_init__(self) -> None:
        _named("issuer", id=self.id, name=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """
    Whom the credential is about.

    Parameters
    ----------
    hash, salt
        ``sha256$`` and the hex of SHA-256 over identity and salt: whoever holds the identity can show that it is meant,
        nobody else learns it.
    name
        Only where the issuer chose to name the person; then it is in the file for whoever reads it.
    """

    hash: str
    salt: str
    name: str = ""

    def __post_init__(self) -> None:
        if not self.hash.startswith("sha256$") or len(self.hash) != len("sha256$") + 64:
            raise ProblemError(f"holder: {self.hash[:20]!r} is no hashed identity.")
        _named("holder", salt=self.salt)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEntry:
    """Where it can be seen whether the credential was revoked: a status list's address and the place in it."""

    list_url: str
    index: int

    def __post_init__(self) -> None:
        _named("status entry", list_url=self.list_url)
        if self.index < 0:
            raise ProblemError(f"status entry: the index must be 0 or more, got {self.index}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """
    An achievement of one person, as one issuer says it.

    Parameters
    ----------
    endorsements
        Credentials by which others confirm it, signed, as the format's values.

    Raises
    ------
    ProblemError
        When a day has no time zone or the end lies before the beginning.
    """

    id: str
    issuer: Issuer
    holder: Holder
    achievement: Achievement
    valid_from: datetime
    valid_until: datetime | None = None
    evidence: tuple[Evidence, ...] = ()
    status: StatusEntry | None = None
    endorsements: tuple[Mapping[str, object], ...] = ()

    def __post_init__(self) -> None:
        _named("credential", id=self.id)
        _dated(f"credential {self.id}", valid_from=self.valid_from, valid_until=self.valid_until)
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            raise ProblemError(f"credential {self.id}: it ends before it begins.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsement:
    """An employer's word on a credential: what it confirms (``subject``: its id) and how it says so."""

    id: str
    issuer: Issuer
    subject: str
    comment: str
    valid_from: datetime

    def __post_init__(self) -> None:
        _named("endorsement", id=self.id, subject=self.subject, comment=self.comment)
        _dated(f"endorsement {self.id}", valid_from=self.valid_from)
