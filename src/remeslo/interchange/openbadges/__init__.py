"""
Open Badges 3.0: credentials and endorsements in and out, signed; status lists; what a credential is worth.

``read`` gives a `Badge` or raises `Unreadable`; ``verify`` tells every problem at once and fetches nothing.
See FORMAT.md.
"""

from remeslo.interchange.openbadges.keys import PublicKey, SigningKey, key_of_multikey, new_key
from remeslo.interchange.openbadges.picture import bake
from remeslo.interchange.openbadges.proofs import Judged, Judgement, sign
from remeslo.interchange.openbadges.reader import Badge, read, text_in
from remeslo.interchange.openbadges.tokens import write_token
from remeslo.interchange.openbadges.verify import Endorsed, Trust, Verdict, keys_in, verify
from remeslo.interchange.openbadges.writer import credential, endorsement, key_set, profile, status_list

__all__ = [
    "Badge",
    "Endorsed",
    "Judged",
    "Judgement",
    "PublicKey",
    "SigningKey",
    "Trust",
    "Verdict",
    "bake",
    "credential",
    "endorsement",
    "key_of_multikey",
    "key_set",
    "keys_in",
    "new_key",
    "profile",
    "read",
    "sign",
    "status_list",
    "text_in",
    "verify",
    "write_token",
]
