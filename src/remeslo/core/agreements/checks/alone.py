"""An agreement by itself: parties, who signs by what authority, what it must say, its clauses and signatures."""

from collections.abc import Iterator

from remeslo.core.agreements.agreement import Agreement, Signatory
from remeslo.core.agreements.content import ContentPack
from remeslo.core.agreements.kinds import PERSONAL, AgreementKind, Basis, ClauseKind
from remeslo.core.agreements.state import force, lacks_person, signed_on
from remeslo.core.base.findings import Finding, Severity


def check_parties(agreement: Agreement) -> Iterator[Finding]:
    """
    ``agreement.one_party``, ``agreement.nobody_signs`` for a party, ``agreement.no_person`` where an agreement of
    people names none.

    A network contract that is read from a folder names no signatories, and is not asked for any.
    """
    if len(agreement.parties) < 2:
        yield Finding("agreement.one_party", agreement.key, {"agreement": agreement.key})
    if agreement.on_paper is not None:
        return
    if lacks_person(agreement):
        yield Finding("agreement.no_person", agreement.key, {"agreement": agreement.key})
    signing = {s.party for s in agreement.signatories}
    for party in agreement.parties:
        if party.key not in signing:
            yield Finding("agreement.nobody_signs", agreement.key, {"agreement": agreement.key, "party": party.key})


def check_authority(agreement: Agreement) -> Iterator[Finding]:
    """
    ``agreement.power_unnumbered`` for a power of attorney without number and days; ``agreement.own_name`` where an
    organisation is signed for in one's own name; ``agreement.representative_undocumented`` for a legal representative
    without the number of a document; ``agreement.authority_over`` where authority does not hold on the day
    of signing.
    """
    for one in agreement.signatories:
        authority, told = one.authority, {"agreement": agreement.key, "name": one.name, "post": one.authority.post}
        is_person = bool(agreement.party_of[one.party].person)
        if authority.basis is Basis.POWER_OF_ATTORNEY and not (
            authority.number.strip() and authority.since and authority.until
        ):
            yield Finding("agreement.power_unnumbered", agreement.key, told)
        if authority.basis is Basis.LEGAL_REPRESENTATIVE and not authority.number.strip():
            yield Finding("agreement.representative_undocumented", agreement.key, told)
        if (authority.basis in PERSONAL) != is_person:
            yield Finding("agreement.own_name", agreement.key, {**told, "party": one.party})
        yield from _signed_without(agreement, one)


def _signed_without(agreement: Agreement, one: Signatory) -> Iterator[Finding]:
    for signature in agreement.signatures:
        if signature.signatory == one.key and not one.authority.holds_on(signature.on):
            facts: dict[str, object] = {"agreement": agreement.key, "name": one.name, "on": signature.on}
            facts |= {"since": one.authority.since or "", "until": one.authority.until or ""}
            yield Finding("agreement.authority_over", agreement.key, facts)


def check_content(agreement: Agreement, pack: ContentPack) -> Iterator[Finding]:
    """``agreement.point_missing`` for what it must say (a warning where the pack only calls it usual)."""
    if agreement.on_paper is not None:
        return
    for point in pack.asked(agreement):
        if not point.is_said(agreement):
            facts: dict[str, object] = {"agreement": agreement.key, "point": point.key, "title_ru": point.title_ru}
            facts |= {"title_en": point.title_en, "source": point.source, "verified": point.verified}
            severity = Severity.STOPS_PUBLISHING if point.required else Severity.WARNING
            yield Finding("agreement.point_missing", agreement.key, facts, severity)


def check_clauses(agreement: Agreement) -> Iterator[Finding]:
    """
    ``agreement.clause_outside`` for days that are not the agreement's; ``agreement.clause_elsewhere`` for quotas and
    teaching outside of a network contract; ``agreement.price_twice`` where a quota has a price of its own and a price
    clause; ``agreement.use_without_quota`` (a warning) for workshops of a network contract without days in them.

    A contract that is read from a folder is as it is.
    """
    if agreement.on_paper is not None:
        return
    given = {(c.party, c.to, w) for c in agreement.clauses if c.kind is ClauseKind.QUOTA for w in c.workshops}
    prices = {(c.party, c.to, w): c for c in agreement.clauses if c.kind is ClauseKind.PRICE for w in c.workshops}
    for clause in agreement.clauses:
        told: dict[str, object] = {"agreement": agreement.key, "clause": clause.key}
        first, until = clause.first or agreement.first, clause.until or agreement.until
        if first < agreement.first or agreement.until < until or until <= first:
            days = {"first": first, "until": until, "from": agreement.first, "to": agreement.until}
            yield Finding("agreement.clause_outside", agreement.key, {**told, **days})
        if clause.kind in (ClauseKind.QUOTA, ClauseKind.TEACH) and agreement.kind is not AgreementKind.NETWORK:
            yield Finding("agreement.clause_elsewhere", agreement.key, {**told, "kind": clause.kind})
        if clause.kind is ClauseKind.QUOTA and clause.amount is not None:
            other = next((p for w in clause.workshops if (p := prices.get((clause.party, clause.to, w)))), None)
            if other is not None:
                yield Finding("agreement.price_twice", agreement.key, {**told, "other": other.key})
        bare = tuple(w for w in clause.workshops if (clause.party, clause.to, w) not in given)
        if bare and clause.kind is ClauseKind.USE and agreement.kind is AgreementKind.NETWORK:
            severity = Severity.WARNING
            yield Finding("agreement.use_without_quota", agreement.key, {**told, "workshops": bare}, severity)


def check_signatures(agreement: Agreement) -> Iterator[Finding]:
    """
    ``agreement.signature_of_stranger``, ``agreement.signature_of_other_text`` (which do not count)
    and ``agreement.no_day_left`` (signed after its last day, or ended before its first).
    """
    named = {s.key for s in agreement.signatories}
    for signature in agreement.signatures:
        told: dict[str, object] = {"agreement": agreement.key, "signatory": signature.signatory, "on": signature.on}
        if signature.signatory not in named:
            yield Finding("agreement.signature_of_stranger", agreement.key, told)
        elif agreement.text is None or signature.sha256 != agreement.text.sha256:
            severity = Severity.WARNING
            yield Finding("agreement.signature_of_other_text", agreement.key, told, severity)
    signed = signed_on(agreement)
    if signed is not None and force(agreement) is None:
        facts = {"agreement": agreement.key, "signed": signed, "first": agreement.first, "until": agreement.until}
        yield Finding("agreement.no_day_left", agreement.key, facts)


def check_failures(agreement: Agreement) -> Iterator[Finding]:
    """``agreement.failure_of_nothing`` where a clause or a party that is not in it was not carried out."""
    for failure in agreement.failures:
        if failure.clause not in agreement.clause_of or failure.by not in agreement.party_of:
            facts = {"agreement": agreement.key, "clause": failure.clause, "party": failure.by}
            yield Finding("agreement.failure_of_nothing", agreement.key, facts)
