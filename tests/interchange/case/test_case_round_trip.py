"""What is written as CASE comes back equal, and is valid by the schemas that others published."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from tests.core.competence.frameworks import child, framework, frameworks, item

from remeslo.core.competence.framework import ROOT, Framework, LinkKind
from remeslo.interchange.case import (
    Provider,
    cf_association,
    cf_associations,
    cf_document,
    cf_item,
    cf_items,
    cf_package,
    read,
    write,
)

BASE = Provider("https://example.org/ims/case/v1p1")


def validator(shared: Path, name: str) -> jsonschema.protocols.Validator:
    schema = json.loads((shared / f"data/case-and-badges/case-schemas/case-v1p1-{name}.json").read_text("utf-8"))
    made = jsonschema.validators.validator_for(schema)
    return made(schema, format_checker=jsonschema.FormatChecker())


@settings(max_examples=60)
@given(frameworks())
def test_read_of_write_is_the_framework(f: Framework) -> None:
    reading = read(write(f), name="f.json")

    assert reading.framework == f
    assert all(c.agrees for c in reading.counts)


@pytest.mark.shared
def test_packages_are_valid_by_the_schema_of_the_specification(shared: Path) -> None:
    judge = validator(shared, "cfpackage")

    @settings(max_examples=20)
    @given(frameworks())
    def valid(f: Framework) -> None:
        assert [e.message for e in judge.iter_errors(json.loads(write(f)))] == []
        assert [e.message for e in judge.iter_errors(json.loads(write(f, provider=BASE)))] == []

    valid()


@pytest.mark.shared
def test_objects_of_a_provider_are_valid_by_their_schemas(shared: Path) -> None:
    document, one_item, link = (validator(shared, n) for n in ("cfdocument", "cfitem", "cfassociation"))

    @settings(max_examples=20)
    @given(frameworks())
    def valid(f: Framework) -> None:
        assert [e.message for e in document.iter_errors(cf_document(f, BASE))] == []
        assert [e.message for i in cf_items(f, BASE) for e in one_item.iter_errors(i)] == []
        assert [e.message for a in cf_associations(f, BASE) for e in link.iter_errors(a)] == []

    valid()


@pytest.mark.shared
@pytest.mark.parametrize("name", ["AdoptedTest", "EmptyExternal", "Markdown", "Ordering", "SmartLevel", "Utf8Test"])
def test_packages_of_others_come_back_equal_and_valid(shared: Path, name: str) -> None:
    found = next((shared / "data/case-and-badges/case-samples").glob(f"{name}*.json"))
    held = read(found.read_bytes(), name=name).framework
    assert held is not None
    written = write(held)

    assert read(written, name=name).framework == held
    assert list(validator(shared, "cfpackage").iter_errors(json.loads(written))) == []


def test_items_without_a_parent_hang_on_the_document_and_come_back_without_it() -> None:
    f = framework(item("a"), item("b"), links=(child("b", "a"),))
    package = cf_package(f)
    links = package["CFAssociations"]
    assert isinstance(links, list)

    assert len(links) == 2
    assert links[1]["destinationNodeURI"]["identifier"] == package["CFDocument"]["identifier"]  # type: ignore[index]
    assert read(write(f), name="f").framework == f


def test_identifiers_do_not_change_from_one_writing_to_the_next_nor_with_the_edition() -> None:
    one, two = framework(item("a")), framework(item("a"), version="2")

    assert cf_items(one)[0]["identifier"] == cf_items(two)[0]["identifier"]
    assert cf_document(one)["identifier"] != cf_document(two)["identifier"]


def test_single_objects_are_found_by_identifier() -> None:
    f = framework(item("a"), item("b"), links=(child("b", "a"),))
    first, second = (str(i["identifier"]) for i in cf_items(f, BASE))
    links = cf_associations(f, BASE)

    assert cf_item(f, second, BASE) == cf_items(f, BASE)[1]
    assert cf_item(f, "nothing", BASE) is None
    assert cf_association(f, str(links[0]["identifier"]), BASE) == links[0]
    assert len(cf_associations(f, BASE, of_item=first)) == 2
    assert len(cf_associations(f, BASE, of_item=second)) == 1


def test_link_to_the_framework_itself_is_kept_as_stated() -> None:
    f = framework(item("a"), links=(child("a", ROOT, order=3),))
    reading = read(write(f), name="f")

    assert reading.framework is not None
    assert [(a.kind, a.destination, a.order) for a in reading.framework.associations] == [(LinkKind.CHILD_OF, ROOT, 3)]
    assert reading.counts[1].found == 1
