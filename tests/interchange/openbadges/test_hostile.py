"""Hostile input is refused with a reason, quickly and without much memory; spellings that are signed are exact."""

from __future__ import annotations

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.interchange.openbadges.made import LIST, NOW, codes, signed, trust

from remeslo.core.credentials.statuslist import LEAST_PLACES, status_bits
from remeslo.interchange import openbadges as ob
from remeslo.interchange.openbadges import multibase
from remeslo.interchange.openbadges.canonical import canonical
from remeslo.interchange.openbadges.graph import NoGraph, canonical_graph
from remeslo.interchange.openbadges.statuslist import decode_bits, encode_bits
from remeslo.interchange.safety import Unreadable

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as error:
        ob.read(data, name="x")
    return error.value.findings[0].code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"issuer":' + b"[" * 5_000 + b"]" * 5_000 + b"}", "json.too_deep"),
        (b'{"issuer": 1' + b" " * 3_000_000 + b"}", "openbadge.too_large"),
        (b"[]", "openbadge.not_credential"),
        (b'{"a": 1}', "openbadge.not_credential"),
        (b"ey.e30.!!", "openbadge.token_broken"),
        (b"eyJ.eyJ.eyJ", "openbadge.token_broken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "openbadge.not_baked"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file.binary"),
        (b"", "file.empty"),
    ],
)
def test_what_is_no_credential_is_refused_with_a_reason(data, code):
    assert refused(data) == code


def test_an_entity_in_a_picture_is_refused():
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'

    assert refused(bomb).startswith("xml.")


def test_huge_lists_are_told_and_not_walked():
    document = signed()
    document["credentialSubject"]["achievement"]["alignment"] = [{}] * 5_000
    document["endorsement"] = document["endorsement"] * 200

    verdict = ob.verify(ob.Badge(name="x", document=document), at=NOW, trust=trust())

    assert codes(verdict).count("openbadge.too_many") == 2


def test_findings_about_the_form_are_not_endless():
    document = signed()
    document["evidence"] = [{"type": "No"}] * 900

    assert codes(ob.verify(ob.Badge(name="x", document=document), at=NOW)).count("openbadge.type_missing") <= 100


def test_a_gzip_bomb_in_a_status_list_is_refused_while_it_is_unpacked():
    bomb = "u" + multibase.base64url(gzip.compress(b"\0" * 200_000_000, 9))

    started = time.process_time()
    with pytest.raises(Unreadable) as error:
        decode_bits(bomb, name=LIST)

    assert error.value.findings[0].code == "file.gzip_bomb"
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("H4sIAAAA", "openbadge.list_broken"),
        ("zABC", "openbadge.list_broken"),
        ("u***", "openbadge.list_broken"),
        ("u" + multibase.base64url(b"no gzip at all"), "file.not_gzip"),
        ("u" + multibase.base64url(gzip.compress(b"\0" * 100, mtime=0)), "openbadge.list_broken"),
    ],
)
def test_a_broken_status_list_is_refused(text, code):
    with pytest.raises(Unreadable) as error:
        decode_bits(text, name=LIST)

    assert error.value.findings[0].code == code


def test_a_poisoned_graph_is_given_up_quickly():
    def tree(depth: int) -> dict[str, object]:
        return {"k": [tree(depth - 1) for _ in range(8)]} if depth else {}

    started = time.process_time()
    with pytest.raises(NoGraph):
        canonical_graph({"@context": {"@vocab": "urn:x:"}, "id": "urn:a", "k": tree(2)}, {})

    assert time.process_time() - started < 20


@given(st.sets(st.integers(0, LEAST_PLACES - 1), max_size=30))
def test_a_status_list_comes_back_as_it_was(revoked):
    bits = status_bits(revoked)

    assert decode_bits(encode_bits(bits), name=LIST) == bits


@given(st.binary(max_size=80))
def test_bytes_come_back_from_both_bases(data):
    assert multibase.decode("z" + multibase.base58(data)) == data
    assert multibase.decode("u" + multibase.base64url(data)) == data


@pytest.mark.parametrize("text", ["", "f00", "z0", "zl", "u=", "uA", "uAB", "z" + "2" * 5_000])
def test_a_wrong_multibase_is_refused(text):
    with pytest.raises(ValueError):
        multibase.decode(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        # RFC 8785, appendix B
        (0.0, "0"),
        (-0.0, "0"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740992.0, "9007199254740992"),
        (295147905179352830000.0, "295147905179352830000"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (1e23, "1e+23"),
        (999999999999999700000.0, "999999999999999700000"),
        (1e21, "1e+21"),
        (9.999999999999997e-7, "9.999999999999997e-7"),
        (0.000001, "0.000001"),
        (333333333.3333332, "333333333.3333332"),
        (-0.0000033333333333333333, "-0.0000033333333333333333"),
        (1424953923781206.25, "1424953923781206.2"),
        (4.50, "4.5"),
        # names by UTF-16 code units, section 3.2.3
        (
            {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "ö": 7},
            '{"\\r":2,"1":4,"\x80":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
        ),
        ('€$\x0f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
    ],
)
def test_the_canonical_spelling_is_that_of_the_specification(value, text):
    assert canonical(value).decode() == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_in_canonical_spelling_is_the_same_number(value):
    assert float(canonical(value)) == value


def test_what_json_cannot_hold_is_not_signed():
    for value in (2**53 + 1, float("inf"), float("nan"), object(), "\ud800"):
        with pytest.raises(ValueError):
            canonical(value)
