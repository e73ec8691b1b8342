"""Versions that were fixed for signatures: who signed, who has not yet, and what I may sign."""

from collections.abc import Iterable
from dataclasses import dataclass

from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.studio.enums import Capacity
from remeslo.web.apps.studio.models import Signature, SignedVersion, Table
from remeslo.web.apps.studio.permissions import Seat


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who must sign; ``person`` is named for the head of the group only."""

    capacity: Capacity
    organisation_id: int
    organisation: str
    user_id: int | None
    person: str
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class Seal:
    """A version with those who must sign it; ``is_current``: the one that is being signed, or was signed last."""

    version: SignedVersion
    signatories: tuple[Signatory, ...]
    is_current: bool

    @property
    def missing(self) -> tuple[Signatory, ...]:
        """Those who have not signed."""
        return tuple(s for s in self.signatories if s.signature is None)

    @property
    def is_complete(self) -> bool:
        """True when everybody signed."""
        return not self.missing


def seals(table: Table) -> list[Seal]:
    """Versions of a table, newest first, without their bodies; two queries."""
    rows = SignedVersion.objects.filter(table=table).select_related("fixed_by").defer("body")
    versions = list(rows.prefetch_related("signatures"))
    return [seal_of(v, table) for v in versions]


def seats_to_sign(seal: Seal, seat: Seat, organisations: Iterable[Organisation]) -> tuple[Signatory, ...]:
    """Of those who have not signed, the ones in whose place the reader may sign; no query."""
    keys = {o.pk: o.key for o in organisations}

    def mine(s: Signatory) -> bool:
        own = seat.may_sign(keys.get(s.organisation_id, ""))
        return own and (s.capacity is not Capacity.HEAD or s.user_id == seat.user_id)

    return tuple(s for s in seal.missing if mine(s))


def seal_of(version: SignedVersion, table: Table) -> Seal:
    """A version whose signatures are at hand."""
    signed = {(s.capacity, s.organisation_id): s for s in version.signatures.all()}
    return Seal(
        version,
        tuple(
            Signatory(
                Capacity(s["capacity"]),
                s["organisation"],
                s["name"],
                s.get("user"),
                s.get("person", ""),
                signed.get((s["capacity"], s["organisation"])),
            )
            for s in version.signatories
        ),
        version.pk == table.signing_id,
    )
