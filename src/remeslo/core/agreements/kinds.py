"""Words with a closed list: what an agreement is, what a clause says, in what a quota is counted."""

from enum import StrEnum
from typing import NewType

AgreementKey = NewType("AgreementKey", str)
"""Number of an agreement, unique in its cluster."""
ClauseKey = NewType("ClauseKey", str)
"""Number of a clause, unique in its agreement: ``3.2``."""
PartyKey = NewType("PartyKey", str)
"""A party in its agreement: an organisation's key, or the pseudonym of a person."""
SignatoryKey = NewType("SignatoryKey", str)
"""A named signatory in its agreement."""


class AgreementKind(StrEnum):
    """What is agreed on (DOMAIN sheet §1)."""

    PARTNERSHIP = "partnership"
    NETWORK = "network"
    TARGET = "target"
    MENTOR = "mentor"


OF_PEOPLE = (AgreementKind.TARGET, AgreementKind.MENTOR)
"""Agreements that a person is a side of: the learner, the mentor."""


class Basis(StrEnum):
    """What a signatory's authority rests on."""

    CHARTER = "charter"
    POWER_OF_ATTORNEY = "power_of_attorney"
    OWN_NAME = "own_name"
    """A person who signs for himself (a learner, a mentor)."""
    LEGAL_REPRESENTATIVE = "legal_representative"
    """A parent or guardian who signs for, or beside, a learner under age; by a document with a number."""


PERSONAL = (Basis.OWN_NAME, Basis.LEGAL_REPRESENTATIVE)
"""By which persons are signed for; organisations never are."""


class ClauseKind(StrEnum):
    """What a clause says."""

    USE = "use"
    """``party`` lets ``to`` use workshops, without a number."""
    QUOTA = "quota"
    """``party`` gives ``to`` so many days, hours or weeks of workshops in each study year."""
    TEACH = "teach"
    """``party`` teaches learners of ``to`` elements of a programme."""
    PRICE = "price"
    """``party`` takes so much from ``to`` for a unit of its workshops."""
    PAYMENT = "payment"
    """``party`` gives money, or things worth it."""
    PLACES = "places"
    """``party`` admits so many learners."""
    HIRING = "hiring"
    """``party`` hires so many graduates."""
    PRACTICE = "practice"
    """``party`` takes so many learners for practice."""
    TARGET = "target"
    """``party`` concludes so many target-training contracts."""
    DUTY = "duty"
    """``party`` does what the text says; nobody counts it."""


COMMITMENTS = (
    ClauseKind.PAYMENT,
    ClauseKind.PLACES,
    ClauseKind.HIRING,
    ClauseKind.PRACTICE,
    ClauseKind.TARGET,
)
"""Clauses that are followed to their fulfilment."""
RIGHTS = (ClauseKind.USE, ClauseKind.QUOTA, ClauseKind.TEACH)
"""Clauses that let a partner do something."""


class Unit(StrEnum):
    """In what a quota or a price is counted: a group for one of these."""

    DAY = "day"
    HOUR = "hour"
    WEEK = "week"


class PaymentForm(StrEnum):
    """As facts of co-financing say it."""

    CASH = "cash"
    IN_KIND = "in_kind"


class State(StrEnum):
    """Where an agreement stands on a day."""

    DRAFT = "draft"
    SENT = "sent"
    """Waits for signatures."""
    WITHDRAWN = "withdrawn"
    SIGNED = "signed"
    """By all; its first day has not come."""
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    ENDED = "ended"
    """Before its time."""
