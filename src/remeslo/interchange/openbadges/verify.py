"""
Is a credential what it says: form, signature, dates, revocation, whose key it is, and who endorses it.

Nothing is fetched: keys, status lists and contexts are given. What could not be judged is told apart from
what is wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.interchange.openbadges.graph import Contexts
from remeslo.interchange.openbadges.keys import PublicKey, key_of_jwk, key_of_multikey
from remeslo.interchange.openbadges.proofs import Judged, Judgement, judge_proof
from remeslo.interchange.openbadges.reader import Badge, text_in
from remeslo.interchange.openbadges.statuslist import decode_bits
from remeslo.interchange.openbadges.structure import check_structure, period, type_names
from remeslo.interchange.openbadges.tokens import is_token, judge_token, read_token
from remeslo.interchange.safety import Unreadable

MOST_PROOFS: Final = 10
MOST_ENDORSEMENTS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """
    What the judge knows.

    Parameters
    ----------
    keys
        Keys of issuers by their identifiers; an issuer that stands here signs with these keys and no other.
    lists
        Status list credentials by their addresses.
    contexts
        Linked-data contexts by their addresses, for proofs over graphs.
    """

    keys: Mapping[str, Sequence[PublicKey]] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    contexts: Contexts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsed:
    """Somebody else's word in the credential: who says what, is it well signed, is the key known to be theirs."""

    issuer: str
    name: str
    comment: str
    is_good: bool
    is_proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """
    What came of a credential.

    Parameters
    ----------
    proofs
        Each proof with its judgement; a token has one.
    """

    badge: Badge
    findings: tuple[Finding, ...]
    proofs: tuple[Judged, ...]
    endorsements: tuple[Endorsed, ...] = ()

    @property
    def is_good(self) -> bool:
        """True when nothing is wrong and a signature fits; whose key it is, says `is_proven`."""
        return not any_hard(self.findings)

    @property
    def is_proven(self) -> bool:
        """True when it is good and the key is known to be the issuer's."""
        return self.is_good and any(p.proven and p.judgement is Judgement.GOOD for p in self.proofs)


def verify(badge: Badge, *, at: datetime, trust: Trust | None = None) -> Verdict:
    """Judge a credential as it stands at a moment; every problem at once."""
    known = trust or Trust()
    findings = [*badge.findings, *check_structure(badge.document, badge.kind, name=badge.name)]
    proofs = _proofs(badge, known)
    findings += _about_proofs(proofs, badge)
    findings += _about_dates(badge, at)
    findings += _about_status(badge, known, at)
    endorsements: list[Endorsed] = []
    for told, word in _endorsements(badge, known, at):
        findings += told
        if word is not None:
            endorsements.append(word)
    return Verdict(badge=badge, findings=tuple(findings), proofs=proofs, endorsements=tuple(endorsements))


def keys_in(document: Mapping[str, object]) -> tuple[PublicKey, ...]:
    """Keys in an issuer's profile (``verificationMethod``) or in a key set (``keys``), as far as understood."""
    found: list[PublicKey] = []
    for field_name in ("verificationMethod", "keys"):
        listed = document.get(field_name)
        for entry in listed[:1_000] if isinstance(listed, list) else ():
            try:
                found.append(_key_in(entry))
            except ValueError:
                continue
    return tuple(found)


def _key_in(entry: object) -> PublicKey:
    if not isinstance(entry, dict):
        raise ValueError("no key")
    if isinstance(entry.get("publicKeyMultibase"), str):
        return key_of_multikey(entry["publicKeyMultibase"])
    inner = entry.get("publicKeyJwk", entry)
    if not isinstance(inner, dict):
        raise ValueError("no key")
    return key_of_jwk(inner)


def _proofs(badge: Badge, trust: Trust) -> tuple[Judged, ...]:
    known = trust.keys.get(badge.issuer)
    if badge.token is not None:
        return (judge_token(badge.token, known=known),)
    value = badge.document.get("proof")
    listed = value if isinstance(value, list) else [value]
    return tuple(
        judge_proof(badge.document, proof, known=known, contexts=trust.contexts)
        for proof in listed[:MOST_PROOFS]
        if isinstance(proof, dict)
    )


def _about_proofs(proofs: Sequence[Judged], badge: Badge) -> Iterator[Finding]:
    value = badge.document.get("proof")
    if isinstance(value, list) and len(value) > MOST_PROOFS:
        yield Finding("openbadge.too_many", badge.name, {"field": "proof", "count": len(value), "limit": MOST_PROOFS})
    for proof in proofs:
        facts = {"suite": proof.suite, "method": proof.method, "reason": proof.detail}
        match proof.judgement:
            case Judgement.WRONG:
                yield Finding("openbadge.signature_wrong", badge.name, facts)
            case Judgement.BROKEN:
                yield Finding("openbadge.proof_broken", badge.name, facts)
            case Judgement.FOREIGN_KEY:
                yield Finding("openbadge.key_foreign", badge.name, {**facts, "issuer": badge.issuer[:300]})
            case Judgement.NO_KEY:
                yield Finding("openbadge.key_absent", badge.name, facts, Severity.WARNING)
            case Judgement.UNKNOWN_SUITE:
                yield Finding("openbadge.suite_unknown", badge.name, facts, Severity.WARNING)
            case Judgement.NO_LIBRARY:
                yield Finding("openbadge.graph_library_absent", badge.name, facts, Severity.WARNING)
            case Judgement.NO_CONTEXT:
                yield Finding("openbadge.graph_context_absent", badge.name, facts, Severity.WARNING)
            case Judgement.GOOD if not proof.proven:
                yield Finding(
                    "openbadge.key_unproven", badge.name, {**facts, "issuer": badge.issuer[:300]}, Severity.WARNING
                )
    if not proofs:
        yield Finding("openbadge.proof_missing", badge.name)
    elif not any(p.judgement is Judgement.GOOD for p in proofs):
        yield Finding("openbadge.unverified", badge.name, {"count": len(proofs)})


def _about_dates(badge: Badge, at: datetime) -> Iterator[Finding]:
    begin, end = period(badge.document)
    if begin is not None and at < begin:
        yield Finding("openbadge.not_yet", badge.name, {"since": begin.date()})
    if end is not None and at > end:
        yield Finding("openbadge.expired", badge.name, {"until": end.date()})


def _about_status(badge: Badge, trust: Trust, at: datetime) -> Iterator[Finding]:
    value = badge.document.get("credentialStatus")
    listed = value if isinstance(value, list) else [value]
    for entry in listed[:MOST_PROOFS]:
        if isinstance(entry, dict):
            yield from _about_entry(badge, entry, trust, at)


def _about_entry(badge: Badge, entry: Mapping[str, object], trust: Trust, at: datetime) -> Iterator[Finding]:
    kinds = type_names(entry.get("type"))
    address = text_in(entry, "statusListCredential")
    if "BitstringStatusListEntry" not in kinds:
        facts = {"kind": ", ".join(kinds)[:80], "address": text_in(entry, "id")[:300]}
        yield Finding("openbadge.status_kind_unknown", badge.name, facts, Severity.WARNING)
        return
    index = text_in(entry, "statusListIndex")
    if not (index.isascii() and index.isdecimal() and len(index) <= 12):
        yield Finding(
            "openbadge.field_form", badge.name, {"field": "credentialStatus.statusListIndex", "expected": "index"}
        )
        return
    held = trust.lists.get(address)
    if held is None:
        yield Finding("openbadge.status_not_at_hand", badge.name, {"address": address[:300]}, Severity.WARNING)
        return
    held_badge = Badge(name=address[:300], document=held)
    if held_badge.issuer != badge.issuer or not _is_signed(held_badge, trust):
        yield Finding("openbadge.list_untrusted", badge.name, {"address": address[:300]})
        return
    _begin, end = period(held)
    if end is not None and at > end:
        yield Finding("openbadge.list_untrusted", badge.name, {"address": address[:300]})
        return
    try:
        bits = decode_bits(text_in(held, "credentialSubject", "encodedList"), name=address[:300])
    except Unreadable as error:
        yield from error.findings
        return
    if int(index) >= bits.places:
        yield Finding("openbadge.list_too_short", badge.name, {"place": int(index), "places": bits.places})
    elif bits.is_set(int(index)):
        yield Finding("openbadge.revoked", badge.name, {"address": address[:300]})


def _is_signed(badge: Badge, trust: Trust) -> bool:
    return any(p.judgement is Judgement.GOOD for p in _proofs(badge, trust))


def _endorsements(badge: Badge, trust: Trust, at: datetime) -> Iterator[tuple[list[Finding], Endorsed | None]]:
    embedded = badge.document.get("endorsement")
    tokens = badge.document.get("endorsementJwt")
    waiting = [*(embedded if isinstance(embedded, list) else ()), *(tokens if isinstance(tokens, list) else ())]
    if len(waiting) > MOST_ENDORSEMENTS:
        facts = {"field": "endorsement", "count": len(waiting), "limit": MOST_ENDORSEMENTS}
        yield [Finding("openbadge.too_many", badge.name, facts)], None
    for n, value in enumerate(waiting[:MOST_ENDORSEMENTS], start=1):
        name = f"{badge.name}, endorsement {n}"
        try:
            inner = _inner(value, name)
        except Unreadable as error:
            yield [_soft(f) for f in error.findings], None
            continue
        if inner is None:
            yield [Finding("openbadge.field_form", name, {"field": "endorsement", "expected": "object"})], None
            continue
        findings = check_structure(inner.document, "endorsement", name=name)
        proofs = _proofs(inner, trust)
        findings += [*_about_proofs(proofs, inner), *_about_dates(inner, at)]
        subject = text_in(inner.document, "credentialSubject", "id")
        if subject not in _things(badge):
            findings.append(Finding("openbadge.endorses_other", name, {"subject": subject[:300]}))
        yield (
            [_soft(f) for f in findings],
            Endorsed(
                issuer=inner.issuer[:300],
                name=text_in(inner.document, "issuer", "name")[:300],
                comment=text_in(inner.document, "credentialSubject", "endorsementComment")[:2000],
                is_good=not any_hard(findings),
                is_proven=any(p.proven and p.judgement is Judgement.GOOD for p in proofs),
            ),
        )


def _inner(value: object, name: str) -> Badge | None:
    if isinstance(value, dict):
        return Badge(name=name, document=value)
    if isinstance(value, str) and is_token(value):
        token = read_token(value, name=name)
        return Badge(name=name, document=token.document, token=token)
    return None


def _things(badge: Badge) -> frozenset[str]:
    """What an endorsement inside may speak of: the credential, its achievement, its issuer."""
    found = (
        text_in(badge.document, "id"),
        text_in(badge.document, "credentialSubject", "achievement", "id"),
        badge.issuer,
    )
    return frozenset(f for f in found if f)


def _soft(finding: Finding) -> Finding:
    """A broken endorsement is told; the credential itself stands without it."""
    return Finding(finding.code, finding.where, finding.facts, min(finding.severity, Severity.WARNING))
