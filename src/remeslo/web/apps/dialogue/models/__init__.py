"""Rows of the dialogue."""

from remeslo.web.apps.dialogue.models.decisions import Decision, DecisionEvent
from remeslo.web.apps.dialogue.models.meetings import Item, Meeting, Seat
from remeslo.web.apps.dialogue.models.minutes import MinutesSignature, MinutesVersion
from remeslo.web.apps.dialogue.models.remarks import Remark, RemarkEdit
from remeslo.web.apps.dialogue.models.votes import Ballot, Proposal

__all__ = [
    "Ballot",
    "Decision",
    "DecisionEvent",
    "Item",
    "Meeting",
    "MinutesSignature",
    "MinutesVersion",
    "Proposal",
    "Remark",
    "RemarkEdit",
    "Seat",
]
