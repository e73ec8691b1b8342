"""What is shown of a table to one reader: only what the reader may see, in a fixed number of queries."""

from remeslo.web.apps.studio.shown.history import Entry, history, news
from remeslo.web.apps.studio.shown.proposals import ShownProposal, ShownWish, proposal_of, proposals
from remeslo.web.apps.studio.shown.remarks import Thread, remarks
from remeslo.web.apps.studio.shown.signing import Seal, Signatory, seals, seats_to_sign
from remeslo.web.apps.studio.shown.terms import TermNow, term_of

__all__ = [
    "Entry",
    "Seal",
    "ShownProposal",
    "ShownWish",
    "Signatory",
    "TermNow",
    "Thread",
    "history",
    "news",
    "proposal_of",
    "proposals",
    "remarks",
    "seals",
    "seats_to_sign",
    "term_of",
]
