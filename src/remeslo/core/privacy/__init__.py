"""Personal data: what is held for what, how long, and what is to be erased on a day."""

from remeslo.core.privacy.due import Due, Hold, Item, Reason, Record, due, months_after
from remeslo.core.privacy.pseudonyms import for_recipient, pseudonym
from remeslo.core.privacy.register import Columns, Ground, Kind, Register, Span, Start, Then

__all__ = [
    "Columns",
    "Due",
    "Ground",
    "Hold",
    "Item",
    "Kind",
    "Reason",
    "Record",
    "Register",
    "Span",
    "Start",
    "Then",
    "due",
    "for_recipient",
    "months_after",
    "pseudonym",
]
