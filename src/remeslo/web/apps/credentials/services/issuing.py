"""What people do with credentials: a college issues, an employer endorses, the college revokes."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from remeslo.core.base.facts import Fact
from remeslo.core.credentials.achievement import Achievement, Credential, Endorsement, Evidence, Holder, StatusEntry
from remeslo.core.credentials.claims import Claim
from remeslo.core.credentials.statuslist import free_place
from remeslo.interchange import openbadges
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.credentials.models import GraduateCredential
from remeslo.web.apps.credentials.services.addresses import issuer_of, method_of, status_address
from remeslo.web.apps.credentials.services.keys import signing_key
from remeslo.web.apps.credentials.snapshot import Graduate
from remeslo.web.apps.results.kinds import kind_word


class NotClaimable(Exception):
    """The competence may not be certified as facts stand, or is certified already."""


class NotInForce(Exception):
    """The credential was endorsed, or revoked, meanwhile."""


@transaction.atomic
def issue(
    cluster: Cluster,
    graduate: Graduate,
    claim: Claim,
    *,
    title: str,
    houses: Mapping[str, Organisation],
    name: str,
    base: str,
    by: User,
    at: datetime,
) -> GraduateCredential:
    """Write a credential down for the employer to endorse; ``name`` only where the college names the person."""
    endorser = next((houses[key] for key in claim.confirmers if key in houses), None)
    college = houses[graduate.college]
    told = {"cluster": cluster, "subject": graduate.subject, "programme": graduate.programme}
    told["competence"] = str(claim.competence.key)
    Organisation.objects.select_for_update().get(pk=college.pk)
    if (
        not claim.is_claimable
        or endorser is None
        or GraduateCredential.objects.filter(**told, revoked_at=None).exists()
    ):
        raise NotClaimable(told["competence"])
    taken = GraduateCredential.objects.filter(college=college).values_list("place", flat=True)
    place = free_place(list(taken), secrets.randbelow)
    uid = uuid4()
    value = Credential(
        id=f"urn:uuid:{uid}",
        issuer=issuer_of(college, base),
        holder=_holder(graduate.subject, name),
        achievement=Achievement(
            id=f"urn:uuid:{uuid5(NAMESPACE_URL, f'{base}/{cluster.key}/{graduate.programme}/{claim.competence.key}')}",
            name=claim.competence.title,
            description=f"{claim.competence.key} · {title}",
            criteria=_("The college has recorded it, an employer has confirmed it, and nothing was failed."),
            alignments=claim.competence.alignments,
            code=str(claim.competence.key),
        ),
        valid_from=at,
        evidence=tuple(_evidence(f, houses) for f in claim.evidence),
        status=StatusEntry(list_url=status_address(college, base), index=place),
    )
    row = GraduateCredential.objects.create(
        **told,
        uid=uid,
        college=college,
        endorser=endorser,
        title=claim.competence.title,
        place=place,
        named=bool(name),
        document=openbadges.credential(value),
        issued_by=by,
        issued_at=at,
    )
    action = "credential.issued_named" if name else "credential.issued"
    record(action, by=by, cluster=cluster, subject=f"credential:{uid}")
    return row


@transaction.atomic
def endorse(row: GraduateCredential, *, comment: str, base: str, by: User, at: datetime) -> None:
    """The employer's signed word goes into the credential, and the college's signature over both."""
    held = (
        GraduateCredential.objects.select_for_update(of=("self",)).select_related("college", "endorser").get(pk=row.pk)
    )
    if held.state != "waiting":
        raise NotInForce(str(held.uid))
    college, employer = issuer_of(held.college, base), issuer_of(held.endorser, base)
    word = Endorsement(
        id=f"urn:uuid:{uuid4()}",
        issuer=employer,
        subject=f"urn:uuid:{held.uid}",
        comment=comment.strip() or _("We confirm it from the practice at our enterprise."),
        valid_from=at,
    )
    own = signing_key(held.endorser, by=by, at=at)
    signed = openbadges.sign(openbadges.endorsement(word), own, method=method_of(employer, own), created=at)
    key = signing_key(held.college, by=by, at=at)
    whole = {**held.document, "endorsement": [signed]}
    held.document = openbadges.sign(whole, key, method=method_of(college, key), created=at)
    held.endorsed_by, held.endorsed_at = by, at
    held.save(update_fields=["document", "endorsed_by", "endorsed_at"])
    record("credential.endorsed", by=by, cluster=held.cluster, subject=f"credential:{held.uid}")


@transaction.atomic
def revoke(row: GraduateCredential, *, reason: str, by: User, at: datetime) -> None:
    """From now on the status list says that it does not hold."""
    if not reason.strip():
        raise ValueError("a revocation needs a reason")
    held = GraduateCredential.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.revoked_at is not None:
        raise NotInForce(str(held.uid))
    held.revoked_by, held.revoked_at, held.reason = by, at, reason.strip()[:1000]
    held.save(update_fields=["revoked_by", "revoked_at", "reason"])
    record("credential.revoked", by=by, cluster=held.cluster, subject=f"credential:{held.uid}")


def _holder(subject: str, name: str) -> Holder:
    salt = secrets.token_urlsafe(16)
    return Holder(hash="sha256$" + sha256(f"{subject}{salt}".encode()).hexdigest(), salt=salt, name=name)


def _evidence(fact: Fact, houses: Mapping[str, Organisation]) -> Evidence:
    """A fact in a sentence: what, which element, hours, day, where; no person."""
    values: Mapping[str, Any] = fact.values
    employer = houses.get(str(values.get("employer", "")))
    parts = [str(values.get("element", "")), date_format(fact.on, "Y-m-d")]
    if "hours" in values:
        parts.append(_("%(hours)s h") % {"hours": values["hours"]})
    if employer is not None:
        parts.append(employer.name)
    return Evidence(name=kind_word(fact.kind), narrative=" · ".join(parts))
