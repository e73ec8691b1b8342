"""Sending an agreement to be signed, signing it, taking it back, and keeping the scan of the paper."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from remeslo.core.agreements.agreement import Agreement, Signatory
from remeslo.core.agreements.kinds import State
from remeslo.core.agreements.state import signature_of, signed_on, state_on
from remeslo.core.base.findings import Finding
from remeslo.interchange.agreementpaper import PaperScene, paper_lines
from remeslo.web.apps.agreements.bodies import body_of, hash_of, kept_lines
from remeslo.web.apps.agreements.enums import Step
from remeslo.web.apps.agreements.models import AgreementRow, ScanRow, SignatureRow, StepRow, TextRow
from remeslo.web.apps.agreements.queries import Held, held
from remeslo.web.apps.agreements.services.drafting import draft, subject
from remeslo.web.apps.agreements.services.judging import against
from remeslo.web.apps.agreements.services.terms import write_terms
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.results.services.evidence import keep_evidence


class NotPossible(Exception):
    """Rules stand against it; carries them."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(", ".join(f.code for f in findings))
        self.findings = findings


class NotWaiting(Exception):
    """It does not wait for this signature: it is no longer to be signed, or was signed already."""


class OtherText(Exception):
    """The text that the person read is not the one that is to be signed."""


class AuthorityOver(Exception):
    """The signatory's authority does not hold on this day."""


class NoPaper(Exception):
    """Neither a number nor a scan of the paper is given."""


class WrongDay(Exception):
    """The paper cannot have been signed on this day: the text was not sent yet, or the day has not come."""


@transaction.atomic
def send(cluster: Cluster, key: str, scene: PaperScene, *, by: User, at: datetime, on: date) -> TextRow:
    """Freeze the text and send it to its signatories; raises NotPossible with the hard findings, NotADraft."""
    found = draft(cluster, key, on)
    if hard := [f for f in against(cluster, found.value) if f.hard]:
        raise NotPossible(hard)
    body = body_of(found.value)
    lines = {language: paper_lines(found.value, scene, language) for language in ("ru", "en")}
    text = TextRow(
        agreement=found.row,
        number=len(found.value.versions) + 1,
        sha256=hash_of([body, len(found.value.versions) + 1], lines),
        body=body,
        lines={language: kept_lines(own) for language, own in lines.items()},
        author=by,
        saved_at=at,
    )
    text.save()
    _step(found.row, Step.SENT, on, by=by, at=at)
    record("agreement.sent", by=by, cluster=cluster, subject=subject(found.row), number=text.number)
    return text


@transaction.atomic
def sign(cluster: Cluster, key: str, signatory: str, *, sha256: str, by: User, at: datetime, on: date) -> SignatureRow:
    """
    Sign the text of this hash as a named signatory of an organisation; who that may be is asked of rights before.

    With the last signature the network form learns what it gives. Raises NotWaiting (also for a person, who signs on
    paper), OtherText, AuthorityOver, and NotPossible when something has come to stand against the agreement since it
    was sent.
    """
    found, one = _to_be_signed(cluster, key, signatory, sha256, on)
    if is_person(found.value, one):
        raise NotWaiting
    return _put(found, one, SignatureRow(signatory=signatory, on=on, by=by, at=at))


@transaction.atomic
def sign_on_paper(
    cluster: Cluster,
    key: str,
    signatory: str,
    *,
    sha256: str,
    on: date,
    number: str = "",
    scan: tuple[str, bytes] | None = None,
    by: User,
    at: datetime,
    today: date,
) -> SignatureRow:
    """
    Write down that a person (a learner, a legal representative, a mentor) has signed the printed text.

    Parameters
    ----------
    on
        The day that stands on the paper: not before the text was sent, not after today.
    number, scan
        Of the paper: its number, or name and bytes of its picture; one of them at least.

    Raises
    ------
    NotWaiting, OtherText, AuthorityOver, NotPossible
        As in `sign`; NotWaiting also for who signs for an organisation.
    NoPaper, WrongDay, NotEvidence
    """
    found, one = _to_be_signed(cluster, key, signatory, sha256, today)
    if not is_person(found.value, one):
        raise NotWaiting
    if not (number.strip() or scan):
        raise NoPaper
    if not (found.value.sent or today) <= on <= today:
        raise WrongDay
    file = attach(cluster, key, *scan, by=by, at=at).file if scan is not None else None
    row = SignatureRow(signatory=signatory, on=on, paper=number.strip()[:200], scan=file, by=by, at=at)
    return _put(found, one, row)


def is_person(agreement: Agreement, one: Signatory) -> bool:
    """True for who signs for a person, whom no house's account can sign for."""
    return bool(agreement.party_of[one.party].person)


def _to_be_signed(cluster: Cluster, key: str, signatory: str, sha256: str, day: date) -> tuple[Held, Signatory]:
    """The agreement and its signatory, where it waits for this signature under this very text."""
    found = waiting(cluster, key, day)
    one = next((s for s in found.value.signatories if s.key == signatory), None)
    if one is None or found.text is None or signature_of(found.value, one) is not None:
        raise NotWaiting
    if found.text.sha256 != sha256:
        raise OtherText
    if hard := [f for f in against(cluster, found.value) if f.hard]:
        raise NotPossible(hard)
    return found, one


def _put(found: Held, one: Signatory, row: SignatureRow) -> SignatureRow:
    """Save a signature; with the last one the network form learns what the agreement gives."""
    if not one.authority.holds_on(row.on):
        raise AuthorityOver
    text, cluster = found.text, found.row.cluster
    assert text is not None, "only a text that was sent is signed"
    row.text = text
    row.save()
    what = "agreement.signed_on_paper" if row.is_on_paper else "agreement.signed"
    record(what, by=row.by, cluster=cluster, subject=subject(found.row), name=one.name, number=text.number)
    (after,) = held(cluster, [found.row.key])
    if signed_on(after.value) is not None:
        record("agreement.in_force", by=row.by, cluster=cluster, subject=subject(found.row))
        write_terms(cluster)
    return row


@transaction.atomic
def take_back(cluster: Cluster, key: str, *, reason: str, by: User, at: datetime, on: date) -> None:
    """Back to be changed: signatures under the old text do not count for a new one. Raises NotWaiting."""
    found = waiting(cluster, key, on)
    _step(found.row, Step.RETURNED, on, reason=reason, by=by, at=at)
    record("agreement.returned", by=by, cluster=cluster, subject=subject(found.row))


@transaction.atomic
def withdraw(cluster: Cluster, key: str, *, reason: str, by: User, at: datetime, on: date) -> None:
    """For good, before all have signed. Raises NotWaiting."""
    found = locked(cluster, key)
    if state_on(found.value, on) not in (State.DRAFT, State.SENT) or found.value.on_paper is not None:
        raise NotWaiting
    _step(found.row, Step.WITHDRAWN, on, reason=reason, by=by, at=at)
    record("agreement.withdrawn", by=by, cluster=cluster, subject=subject(found.row))


@transaction.atomic
def attach(cluster: Cluster, key: str, name: str, data: bytes, *, by: User, at: datetime) -> ScanRow:
    """Keep a scan of the signed paper; raises NotEvidence for files of other kinds."""
    found = locked(cluster, key)
    file = keep_evidence(cluster, name, data, owner=None, by=by, at=at)
    row = ScanRow(agreement=found.row, file=file, by=by, at=at)
    row.save()
    record("agreement.scanned", by=by, cluster=cluster, subject=subject(found.row))
    return row


def waiting(cluster: Cluster, key: str, on: date) -> Held:
    """An agreement that waits for signatures, its row locked; raises NotWaiting."""
    found = locked(cluster, key)
    if state_on(found.value, on) is not State.SENT:
        raise NotWaiting
    return found


def locked(cluster: Cluster, key: str) -> Held:
    """An agreement with its row locked; raises DoesNotExist."""
    AgreementRow.objects.select_for_update().get(cluster=cluster, key=key)
    (found,) = held(cluster, [key])
    return found


def days_signed(agreement: Agreement) -> Mapping[str, date]:
    """Days of the signatures that count, by signatory."""
    pairs: list[tuple[Signatory, date]] = [
        (s, found.on) for s in agreement.signatories if (found := signature_of(agreement, s)) is not None
    ]
    return {str(s.key): on for s, on in pairs}


def _step(row: AgreementRow, what: Step, on: date, *, reason: str = "", by: User, at: datetime) -> None:
    StepRow(agreement=row, what=what, on=on, reason=reason.strip()[:2000], by=by, at=at).save()
