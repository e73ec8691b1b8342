"""Credentials of our own: signed and judged, changed and refused, revoked, endorsed, with keys of others."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import jsonschema
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interchange.openbadges.made import (
    COLLEGE,
    COLLEGE_KEY,
    LIST,
    NOW,
    PLANT,
    PLANT_KEY,
    VALUE,
    codes,
    listed,
    method,
    signed,
    trust,
)
from tests.interchange.openbadges.samples import folder

from remeslo.interchange import openbadges as ob
from remeslo.interchange.openbadges.multibase import base64url
from remeslo.interchange.safety import Unreadable

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def judged(document, *, at=NOW, known=None):
    data = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    return ob.verify(ob.read(data.encode(), name="badge.json"), at=at, trust=trust() if known is None else known)


def test_a_signed_endorsed_credential_is_good_and_proven_without_a_finding():
    verdict = judged(signed())

    assert codes(verdict) == []
    assert verdict.is_proven
    assert [(e.name, e.is_good, e.is_proven) for e in verdict.endorsements] == [("Завод", True, True)]


def test_the_same_as_a_token():
    verdict = judged(ob.write_token(signed(), COLLEGE_KEY, method=method(COLLEGE, COLLEGE_KEY)))

    assert codes(verdict) == []
    assert verdict.is_proven


def test_the_same_baked_into_a_picture():
    document = signed()

    picture = ob.bake(document, ["Точить детали ]]> & <b>", "Колледж"])

    assert ob.read(picture.encode(), name="badge.svg").document == document
    assert judged(picture).is_proven


@pytest.mark.shared
def test_what_is_written_is_valid_by_the_published_schema(shared):
    path = folder(shared) / "ob-clr-schemas" / "ob_v3p0_achievementcredential_schema_draft4.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    document = signed()
    document["issuanceDate"] = document["validFrom"]  # the schema beside the repository is of the first data model
    document["endorsement"][0]["issuanceDate"] = document["validFrom"]
    document["endorsement"][0].pop("validFrom")
    document["credentialStatus"] = {k: document["credentialStatus"][k] for k in ("id", "type")}
    document["endorsement"][0].pop("name")

    assert [e.message for e in jsonschema.Draft7Validator(schema).iter_errors(document)] == []


texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(texts.filter(lambda n: n not in ("proof", "@context")), json_values, max_size=4))
def test_whatever_is_signed_verifies_after_a_journey_through_json(more):
    document = {**ob.credential(VALUE), **{f"x{k}": v for k, v in more.items()}}

    made = ob.sign(document, COLLEGE_KEY, method=method(COLLEGE, COLLEGE_KEY), created=NOW)

    assert [str(p.judgement) for p in judged(made).proofs] == ["good"]


def _paths(value, path=()):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _paths(inner, (*path, name))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _paths(inner, (*path, n))
    elif isinstance(value, str):
        yield path, value


SIGNED = signed()
STRINGS = list(_paths(SIGNED))


@settings(deadline=None, max_examples=120)
@given(st.sampled_from(STRINGS), st.data())
def test_any_changed_sign_of_the_payload_is_refused(place, data):
    path, old = place
    at = data.draw(st.integers(0, max(len(old) - 1, 0)))
    new = old[:at] + data.draw(st.sampled_from("aZ0я-")) + old[at + 1 :]
    if new == old:
        return
    document = copy.deepcopy(SIGNED)
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new

    assert not judged(document).is_proven


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_any_changed_byte_of_a_token_is_refused(data):
    token = ob.write_token(SIGNED, COLLEGE_KEY, method=method(COLLEGE, COLLEGE_KEY))
    at = data.draw(st.integers(0, len(token) - 1))
    sign = data.draw(st.sampled_from("AbZ9_-."))
    changed = token[:at] + sign + token[at + 1 :]
    if changed == token:
        return

    try:
        assert not judged(changed).is_proven
    except Unreadable as error:
        assert error.findings


def test_a_revoked_credential_and_a_forged_list_are_told():
    assert codes(judged(signed(), known=trust(94_567))) == ["openbadge.revoked"]
    assert codes(judged(signed(), known=trust(94_566))) == []
    forged = trust(lists={LIST: listed(key=PLANT_KEY)})
    assert codes(judged(signed(), known=forged)) == ["openbadge.list_untrusted"]
    other = trust(lists={LIST: listed(key=PLANT_KEY, issuer=PLANT)})
    assert codes(judged(signed(), known=other)) == ["openbadge.list_untrusted"]
    assert codes(judged(signed(), known=trust(lists={}))) == ["openbadge.status_not_at_hand"]


def test_dates_are_judged_at_the_moment_given():
    document = signed(valid_until=datetime(2027, 6, 30, tzinfo=UTC))

    assert codes(judged(document, at=datetime(2027, 7, 1, tzinfo=UTC))) == ["openbadge.expired"]
    assert "openbadge.not_yet" in codes(judged(document, at=NOW - timedelta(days=9)))
    assert codes(judged(document)) == []


def test_a_key_that_is_not_the_issuers_is_refused_and_an_unknown_issuer_is_told():
    other = ob.sign(SIGNED, PLANT_KEY, method=method(COLLEGE, PLANT_KEY), created=NOW)

    assert codes(judged(other)) == ["openbadge.key_foreign", "openbadge.unverified"]
    stranger = judged(SIGNED, known=trust(keys={}))
    assert (stranger.is_good, stranger.is_proven) == (True, False)
    assert codes(stranger) == ["openbadge.key_unproven", "openbadge.key_unproven"]


def test_an_endorsement_of_another_credential_does_not_count():
    verdict = judged(signed(id="urn:uuid:another"))

    assert codes(verdict) == ["openbadge.endorses_other"]
    assert [e.is_good for e in verdict.endorsements] == [False]


def test_an_issuer_that_is_its_key_needs_no_other_proof():
    did = f"did:key:{COLLEGE_KEY.multikey}"
    value = replace(VALUE, issuer=replace(COLLEGE, id=did), status=None)
    document = ob.sign(ob.credential(value), COLLEGE_KEY, method=f"{did}#{COLLEGE_KEY.multikey}", created=NOW)

    assert judged(document, known=ob.Trust()).is_proven


def test_keys_are_read_from_a_profile_and_from_a_key_set():
    both = [COLLEGE_KEY.multikey, PLANT_KEY.multikey]

    for document in (ob.profile(COLLEGE, both), ob.key_set(COLLEGE, both)):
        assert [k.raw for k in ob.keys_in(document)] == [COLLEGE_KEY.public.raw, PLANT_KEY.public.raw]


def test_a_token_signed_by_rsa_is_judged_by_the_key_in_its_header():
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    numbers = private.public_key().public_numbers()
    parts = {
        n: base64url(v.to_bytes((v.bit_length() + 7) // 8, "big")) for n, v in (("n", numbers.n), ("e", numbers.e))
    }
    header = {"alg": "RS256", "jwk": {"kty": "RSA", **parts}}
    head = ".".join(base64url(json.dumps(v).encode()) for v in (header, ob.credential(VALUE)))
    signature = private.sign(head.encode(), padding.PKCS1v15(), hashes.SHA256())

    verdict = judged(f"{head}.{base64url(signature)}", known=ob.Trust())

    assert [str(p.judgement) for p in verdict.proofs] == ["good"]
    assert not verdict.is_proven
    assert [str(p.judgement) for p in judged(f"{head}.{base64url(signature)}").proofs] == ["foreign_key"]


def test_a_token_without_an_algorithm_is_never_good():
    head = ".".join(base64url(json.dumps(v).encode()) for v in ({"alg": "none"}, ob.credential(VALUE)))

    assert not judged(f"{head}.").is_good
