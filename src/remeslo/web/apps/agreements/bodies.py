"""An agreement's terms as JSON, apart from what happened to it; and both put together again."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone

from remeslo.core.agreements.agreement import Agreement, Ending, Failure, Signature, TextVersion
from remeslo.core.agreements.kinds import ClauseKey, PartyKey, SignatoryKey
from remeslo.interchange.agreementpaper import PaperLine
from remeslo.interchange.values import to_json
from remeslo.web.apps.agreements.enums import Step
from remeslo.web.apps.agreements.models import SignatureRow, StepRow, TextRow
from remeslo.web.apps.common.bodies import value_of

HAPPENED: Final[Mapping[str, Any]] = {
    "versions": (),
    "signatures": (),
    "sent": None,
    "withdrawn": None,
    "ending": None,
    "failures": (),
}
"""Fields of the core value that tell what happened, with their values of a bare draft."""


def terms(agreement: Agreement) -> Agreement:
    """The agreement as a draft: what is written in it and nothing that happened."""
    return replace(agreement, **HAPPENED)


def body_of(agreement: Agreement) -> Any:
    """The terms as JSON."""
    return to_json(terms(agreement))


def told_of(agreement: Agreement) -> Any:
    """What happened by the word of a folder, as JSON; ``{}`` when nothing did."""
    data: Any = to_json(agreement)
    return {k: v for k, v in data.items() if k in HAPPENED}


def hash_of(body: Any, lines: Mapping[str, Sequence[PaperLine]]) -> str:
    """SHA-256 of what is signed: the terms as data and the text in every language."""
    said = {language: [[line.key, line.label, line.text] for line in own] for language, own in lines.items()}
    text = json.dumps([body, said], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def kept_lines(lines: Iterable[PaperLine]) -> list[list[str]]:
    """Lines as a version keeps them."""
    return [[line.key, line.label, line.text] for line in lines]


def lines_of(kept: Iterable[Sequence[str]]) -> tuple[PaperLine, ...]:
    """Lines of a version."""
    return tuple(PaperLine(*one) for one in kept)


def whole(
    body: Any, told: Any, texts: Sequence[TextRow], signatures: Iterable[SignatureRow], steps: Iterable[StepRow]
) -> Agreement:
    """
    The agreement with everything that happened to it: by the word of a folder, then by what was done here.

    From its sending on its terms are those of the last text; while it is written, and when it was taken back to be
    changed, those of the draft.
    """
    listed, written = list(steps), value_of(Agreement, {**body, **told})
    sent = written.sent
    for step in listed:
        sent = step.on if step.what == Step.SENT else None if step.what == Step.RETURNED else sent
    hashes = {t.pk: t.sha256 for t in texts}
    frozen = value_of(Agreement, texts[-1].body) if texts and sent is not None else written
    return replace(
        frozen,
        versions=(
            *written.versions,
            *(TextVersion(number=t.number, sha256=t.sha256, on=local_day(t.saved_at)) for t in texts),
        ),
        signatures=(
            *written.signatures,
            *(Signature(signatory=SignatoryKey(s.signatory), on=s.on, sha256=hashes[s.text_id]) for s in signatures),
        ),
        sent=sent,
        withdrawn=next((s.on for s in listed if s.what == Step.WITHDRAWN), written.withdrawn),
        ending=_ending(listed) or written.ending,
        failures=(
            *written.failures,
            *(
                Failure(clause=ClauseKey(s.clause), by=PartyKey(s.party), on=s.on, reason=s.reason)
                for s in listed
                if s.what == Step.FAILED
            ),
        ),
    )


def local_day(at: datetime) -> date:
    """The day of a moment where we are."""
    return timezone.localtime(at).date()


def _ending(steps: Iterable[StepRow]) -> Ending | None:
    ended = [s for s in steps if s.what == Step.ENDED]
    if not ended:
        return None
    last = ended[-1]
    return Ending(on=last.on, reason=last.reason, by=PartyKey(last.party) if last.party else None)
