"""What minutes hold, as values: no language but that of the people who spoke."""

from dataclasses import dataclass
from datetime import date, datetime

from remeslo.core.dialogue.meeting import Basis, Majority, MeetingKind, Tie
from remeslo.core.dialogue.voting import Because, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A person of the list: name, post, organisation; there or not; with a vote or advising."""

    name: str
    post: str = ""
    organisation: str = ""
    votes: bool = True
    there: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """
    A proposal and its vote; no outcome: it was withdrawn.

    Parameters
    ----------
    votes
        Voter and opinion (``for``, ``against``, ``abstain``), in the order of the list of participants.
    """

    text: str
    author: str = ""
    outcome: Outcome | None = None
    because: Because | None = None
    for_it: int = 0
    against: int = 0
    abstained: int = 0
    silent: int = 0
    votes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A decision: number, text, who carries it out, by when."""

    number: int
    text: str
    owner: str
    who: str = ""
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of the agenda with what was heard, proposed and decided; blank title: what belongs to no point."""

    title: str
    note: str = ""
    heard: str = ""
    postponed: bool = False
    tabled: tuple[Tabled, ...] = ()
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """
    The minutes of one meeting, in one version.

    Parameters
    ----------
    at
        Beginning, in the time of the place.
    called, there, needed
        Voters for the quorum.
    """

    cluster: str
    kind: MeetingKind
    number: int
    version: int
    title: str
    at: datetime
    place: str = ""
    goal: str = ""
    chair: str = ""
    secretary: str = ""
    people: tuple[Present, ...] = ()
    basis: Basis = Basis.ORGANISATION
    majority: Majority = Majority.CAST
    tie: Tie = Tie.REFUSED
    quorum_percent: int = 50
    called: int = 0
    there: int = 0
    needed: int = 0
    opening: str = ""
    points: tuple[Point, ...] = ()
    closing: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A signature: in what capacity (``chair``, ``secretary``), who, when, under which hash."""

    capacity: str
    name: str
    at: datetime
    sha256: str
