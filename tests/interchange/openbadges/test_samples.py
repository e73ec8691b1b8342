"""What comes of every sample of the 1EdTech validator: its proofs, and the hard findings."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from tests.interchange.openbadges.samples import contexts, folder

from remeslo.interchange import openbadges as ob

pytestmark = [pytest.mark.shared, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
AT = datetime(2026, 1, 1, tzinfo=UTC)
LOST = ["signature_wrong", "type_missing", "unverified"]
"""These samples were changed after they were signed: both is told, the wrong type and the signature that fell."""

SAMPLES = {
    "complete": ("good", []),
    "credential-status-revoked": ("good", []),
    "derivedcredential": ("unknown_suite", ["unverified"]),
    "endorsement-err-schema-status-refresh": ("wrong", ["signature_wrong", "unverified"]),
    "simple": ("good", []),
    "simple_v1": ("good", []),
    "simple-context-alias": ("good", []),
    "simple-did-key-method": ("good", []),
    "simple-did-web-method": ("good", []),
    "simple-multiple-proofs": ("unknown_suite good", []),
    "simple-err-context": ("wrong", ["context_missing", "field_missing", "signature_wrong", "unverified"]),
    "simple-err-credential-subject-achievement-result-description-type": ("wrong", LOST),
    "simple-err-credential-subject-profile-type": ("wrong", LOST),
    "simple-err-credential-subject-result-type": ("wrong", LOST),
    "simple-err-evidence-type": ("wrong", LOST),
    "simple-err-expired": ("good", ["expired"]),
    "simple-err-issuer": ("good", ["field_missing"]),
    "simple-err-issuer-otheridentifier-type": ("wrong", LOST),
    "simple-err-issuer-parentorg-type": ("wrong", LOST),
    "simple-err-proof-method": ("no_key", ["unverified"]),
    "simple-err-proof-method-no-scheme": ("no_key", ["unverified"]),
    "simple-err-proof-method-unknown-scheme": ("no_key", ["unverified"]),
    "simple-err-type": ("wrong", ["field_missing", "signature_wrong", "type_missing", "unverified"]),
}


def judged(shared, name, **changes):
    data = (folder(shared) / "ob30-samples" / f"{name}.json").read_bytes()
    trust = ob.Trust(contexts=changes.get("contexts", contexts(shared)))
    return ob.verify(ob.read(data, name=name), at=AT, trust=trust)


def test_every_sample_has_its_row(shared):
    assert {p.stem for p in (folder(shared) / "ob30-samples").glob("*.json")} == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_judged_as_its_row_says(shared, name):
    verdict = judged(shared, name)

    proofs, hard = SAMPLES[name]
    assert " ".join(p.judgement for p in verdict.proofs) == proofs
    assert sorted({f.code.removeprefix("openbadge.") for f in verdict.findings if f.hard}) == hard
    assert not verdict.is_proven  # the files name their keys themselves; nothing shows whose they are


@pytest.mark.parametrize("name", [n for n, (proofs, _) in SAMPLES.items() if proofs == "good"])
def test_a_sample_with_a_changed_name_is_refused(shared, name):
    document = json.loads((folder(shared) / "ob30-samples" / f"{name}.json").read_text(encoding="utf-8"))
    document["name"] = "Another name"

    verdict = ob.verify(ob.Badge(name=name, document=document), at=AT, trust=ob.Trust(contexts=contexts(shared)))

    assert "openbadge.signature_wrong" in [f.code for f in verdict.findings]


def test_without_contexts_a_proof_over_a_graph_is_not_judged_and_nothing_is_fetched(shared):
    verdict = judged(shared, "simple", contexts={})

    assert [p.judgement for p in verdict.proofs] == ["no_context"]
    assert not verdict.is_good


@pytest.mark.parametrize("kind", ["simple-err-issuer-parentorg-type", "simple-err-evidence-type"])
def test_a_wrong_type_is_told_with_its_place(shared, kind):
    (finding,) = [f for f in judged(shared, kind).findings if f.code == "openbadge.type_missing"]

    assert finding.facts["field"] in ("issuer.parentOrg.type", "evidence[1].type")
    assert finding.facts["found"] in (("InvalidProfile",), ("InvalidEvidence",))
