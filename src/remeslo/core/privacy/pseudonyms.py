"""Other names for people in facts that leave the cluster: keyed, and another for each recipient."""

import hmac
from base64 import b32encode
from collections.abc import Collection, Iterable
from dataclasses import replace
from hashlib import sha256

from remeslo.core.base.facts import CONFIRMATION, Fact, FactKey, FactValue

LETTERS = 20
"""Letters of a pseudonym, five bits each: among a thousand million people two alike are all but impossible."""


def pseudonym(key: bytes, recipient: str, name: str) -> str:
    """
    HMAC-SHA-256 of recipient and name: the same for the same three, and without the key it leads nowhere.

    Two recipients who put their files together find no name in both. Raises ValueError for an empty key or recipient.
    """
    if not key or not recipient:
        raise ValueError("a pseudonym needs a key and a recipient.")
    told = f"{len(recipient)}:{recipient}:{name}".encode()
    return "p-" + b32encode(hmac.new(key, told, sha256).digest()).decode().lower()[:LETTERS]


def for_recipient(facts: Iterable[Fact], person_kinds: Collection[str], key: bytes, recipient: str) -> tuple[Fact, ...]:
    """
    Facts as a recipient may get them, in their order; ``person_kinds`` are the kinds whose subject is a person.

    People, and the keys of all facts, get other names, wherever one stands as a subject, a correction or a whole
    value; papers are left out, since their references lead back. Other words that people typed stay as they are.
    """
    known = tuple(facts)
    people = {f.subject for f in known if f.kind in person_kinds}
    keys: set[str] = {f.key for f in known}

    def person(name: str) -> str:
        return pseudonym(key, recipient, f"person {name}")

    def fact(name: str) -> FactKey:
        return FactKey(pseudonym(key, recipient, f"fact {name}"))

    def subject(f: Fact) -> str:
        if f.kind == CONFIRMATION:
            return fact(f.subject)
        return person(f.subject) if f.subject in people else f.subject

    def told(value: FactValue) -> FactValue:
        if isinstance(value, str) and value in people:
            return person(value)
        return fact(value) if isinstance(value, str) and value in keys else value

    return tuple(
        replace(
            f,
            key=fact(f.key),
            subject=subject(f),
            values={name: told(value) for name, value in f.values.items()},
            evidence=(),
            corrects=fact(f.corrects) if f.corrects is not None else None,
        )
        for f in known
    )
