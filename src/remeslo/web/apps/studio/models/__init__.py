"""Rows of the studio."""

from remeslo.web.apps.studio.models.proposals import Proposal, Vote
from remeslo.web.apps.studio.models.remarks import Remark
from remeslo.web.apps.studio.models.signing import Signature, SignedVersion
from remeslo.web.apps.studio.models.tables import Standing, Table, TableChange
from remeslo.web.apps.studio.models.terms import TermAnswer, TermQuestion

__all__ = [
    "Proposal",
    "Remark",
    "Signature",
    "SignedVersion",
    "Standing",
    "Table",
    "TableChange",
    "TermAnswer",
    "TermQuestion",
    "Vote",
]
