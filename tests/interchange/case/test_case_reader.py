"""Packages with the faults that real ones have: each is named, nothing is lost unseen, nothing raises."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.competence.framework import ROOT, LinkKind
from remeslo.interchange.case import read

DOCUMENT = {
    "identifier": "11111111-1111-4111-8111-111111111111",
    "uri": "https://example.org/d",
    "creator": "Автор",
    "title": "Рамка",
    "lastChangeDateTime": "2026-01-02T03:04:05+00:00",
}


def an_item(n: int, **fields: object) -> dict[str, object]:
    identifier = f"22222222-2222-4222-8222-{n:012d}"
    return {
        "identifier": identifier,
        "uri": f"https://example.org/i/{n}",
        "fullStatement": f"Умение {n}",
        "lastChangeDateTime": "2026-01-02T03:04:05+00:00",
        **fields,
    }


def a_link(origin: dict[str, object], destination: dict[str, object], **fields: object) -> dict[str, object]:
    return {
        "identifier": "33333333-3333-4333-8333-333333333333",
        "uri": "https://example.org/a",
        "associationType": "isChildOf",
        "originNodeURI": {"title": "o", "identifier": origin["identifier"], "uri": origin["uri"]},
        "destinationNodeURI": {"title": "d", "identifier": destination["identifier"], "uri": destination["uri"]},
        "lastChangeDateTime": "2026-01-02T03:04:05+00:00",
        **fields,
    }


def package(*items: object, links: object = (), **fields: object) -> bytes:
    parts = {"CFDocument": DOCUMENT, "CFItems": list(items), "CFAssociations": list(links), **fields}  # type: ignore[call-overload]
    return json.dumps(parts, ensure_ascii=False).encode()


def told(data: bytes) -> dict[str, object]:
    return {f.code: f.facts.get("items") for f in read(data, name="p.json").findings}


@pytest.mark.shared
def test_every_sample_is_read_with_the_counts_of_its_json(shared: Path) -> None:
    for path in sorted((shared / "data/case-and-badges/case-samples").glob("*.json")):
        parsed = json.loads(path.read_text("utf-8"))
        framework = read(path.read_bytes(), name=path.name).framework

        assert framework is not None, path.name
        assert len(framework.items) == len(parsed["CFItems"]), path.name
        assert len(framework.associations) == len(parsed["CFAssociations"]), path.name
        assert framework.title == parsed["CFDocument"]["title"]
        assert [i.text for i in framework.items] == [i["fullStatement"] for i in parsed["CFItems"]]


@pytest.mark.shared
def test_credentials_and_schemas_are_refused_by_name(shared: Path) -> None:
    folder = shared / "data/case-and-badges"
    files = [*folder.glob("ob30-samples/*.json"), *folder.glob("clr20-samples/*.json"), *folder.glob("case-schemas/*")]
    codes = Counter(f.code for p in files for f in read(p.read_bytes(), name=p.name).findings if f.hard)

    assert len(files) > 30
    assert set(codes) == {"case.not_case"}
    assert codes.total() == len(files)


def test_fields_that_case_does_not_know_are_named_and_kept() -> None:
    data = package(an_item(1, educationalLevel=["09", "10"], weird={"a": [1]}))
    framework = read(data, name="p").framework

    assert told(data)["case.fields_unknown"] == ("educationalLevel", "weird")
    assert framework is not None
    assert framework.items[0].level == "09, 10"
    assert dict(framework.items[0].attributes)["field:weird"] == '{"a":[1]}'


def test_items_without_a_statement_are_left_out_and_counted() -> None:
    data = package(an_item(1), an_item(2, fullStatement="  ", humanCodingScheme="X.2"))
    reading = read(data, name="p")

    assert told(data)["case.items_without_statement"] == ("X.2",)
    assert [(c.found, c.read, c.left_out) for c in reading.counts] == [(2, 1, 1), (0, 0, 0)]


def test_repeated_identifier_is_hard_and_named() -> None:
    data = package(an_item(1), an_item(1, fullStatement="Другое"))
    reading = read(data, name="p")

    assert told(data)["case.identifiers_repeat"] == ("22222222-2222-4222-8222-000000000001",)
    assert not reading.is_clean
    assert all(c.agrees for c in reading.counts)


def test_links_out_of_the_package_are_kept_with_their_address() -> None:
    inside, elsewhere = an_item(1), {"identifier": "x", "uri": "https://example.org/else"}
    data = package(inside, links=[a_link(inside, elsewhere, associationType="exactMatchOf")])
    reading = read(data, name="p")

    assert reading.framework is not None
    (link,) = reading.framework.associations
    assert (link.kind, link.destination) == (LinkKind.EXACT_MATCH, "https://example.org/else")
    assert dict(link.attributes)["destination.identifier"] == "x"
    assert "case.links_outside" in told(data)


def test_ends_are_known_by_uri_when_the_identifier_is_missing() -> None:
    one = an_item(1)
    link = a_link(one, DOCUMENT)
    link["originNodeURI"] = {"uri": one["uri"]}
    link["destinationNodeURI"] = DOCUMENT["uri"]
    framework = read(package(one, links=[link]), name="p").framework

    assert framework is not None
    assert [(a.origin, a.destination) for a in framework.associations] == [(one["identifier"], ROOT)]


def test_circle_in_the_hierarchy_is_hard() -> None:
    one, two = an_item(1), an_item(2)
    data = package(one, two, links=[a_link(one, two), a_link(two, one)])

    assert set(told(data)) == {"framework.circle"}


def test_moments_without_a_zone_are_told_and_taken_for_utc() -> None:
    data = package(an_item(1, lastChangeDateTime="2017-08-23 23:48:01"))
    framework = read(data, name="p").framework

    assert "case.moments_without_zone" in told(data)
    assert framework is not None
    assert str(framework.items[0].changed) == "2017-08-23 23:48:01+00:00"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"<html></html>", "json.not_json"),
        (b'{"CFDocument": {"title": "a"', "json.cut_short"),
        (b'{"CFDocument": NaN}', "json.broken"),
        (b'{"CFDocument": 1e999}', "json.broken"),
        (b'{"a": 1}', "case.not_case"),
        (b'{"CFItems": []}', "case.no_document"),
        (b"[" * 100_000 + b"]" * 100_000, "json.too_deep"),
        (b'{"CFDocument": {"title": "\\ud800"}}', "json.bad_text"),
        (b'{"CFDocument": {"title": "a\\u0000"}}', "json.bad_text"),
        (b'{"a": "' + b"\xff\xfe\xfa" * 40 + b'"}', "file.encoding_unknown"),
    ],
)
def test_unreadable_package_is_refused_by_name(data: bytes, code: str) -> None:
    reading = read(data, name="p.json")

    assert reading.framework is None
    assert code in [f.code for f in reading.findings if f.hard]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
FIELDS = ("identifier", "uri", "fullStatement", "associationType", "originNodeURI", "extensions", "language", "notes")
OBJECTS = st.dictionaries(st.sampled_from((*FIELDS, "destinationNodeURI", "CFItemType", "educationLevel")), JSON)
PACKAGES = st.fixed_dictionaries(
    {},
    optional={
        "CFDocument": st.one_of(
            JSON, st.just(DOCUMENT), st.dictionaries(st.sampled_from((*DOCUMENT, "extensions")), JSON)
        ),
        "CFItems": st.one_of(JSON, st.lists(OBJECTS | JSON, max_size=4)),
        "CFAssociations": st.one_of(JSON, st.lists(OBJECTS | JSON, max_size=4)),
        "CFDefinitions": JSON,
        "CFRubrics": JSON,
        "extensions": JSON,
    },
)


@settings(max_examples=120)
@given(PACKAGES)
def test_no_shape_of_json_makes_the_reader_raise(parts: dict[str, object]) -> None:
    reading = read(json.dumps(parts).encode(), name="p.json")

    assert reading.framework is not None or not reading.is_clean


@settings(max_examples=60)
@given(st.integers(0, 2000), st.sampled_from(("utf-8", "utf-16", "cp1251", "utf-8-sig")), st.binary(max_size=3))
def test_cut_and_spoilt_packages_never_make_the_reader_raise(cut: int, encoding: str, spoilt: bytes) -> None:
    whole = package(an_item(1), an_item(2)).decode().encode(encoding)
    data = whole[:cut] + spoilt + whole[cut + len(spoilt) :] if spoilt else whole[:cut]
    reading = read(data, name="p.json")

    assert reading.framework is not None or not reading.is_clean
