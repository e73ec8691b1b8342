"""Frameworks of competences: uploaded, read, compared, downloaded, opened to everyone."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from tests.web.frameworks.test_uploading import preview, save, send, zipped

from remeslo.core.competence.framework import (
    ROOT,
    Association,
    Framework,
    FrameworkItem,
    ItemKind,
    ItemText,
    LinkKind,
    Necessity,
)
from remeslo.interchange import case, sheets
from remeslo.web.apps.common.enums import DocumentKind, Role
from remeslo.web.apps.common.models import LogEntry, VersionedDocument
from remeslo.web.apps.frameworks.models import CasePart
from remeslo.web.apps.registry.values import version_value

pytestmark = pytest.mark.django_db
LIST = "/c/small/standards/frameworks/"


def item(key, text, kind=ItemKind.SKILL, code="", russian=""):
    texts = (ItemText(language="en", preferred=text, alternative=(f"{text} well",)),)
    if russian:
        texts += (ItemText(language="ru", preferred=russian),)
    return FrameworkItem(key=key, kind=kind, texts=texts, code=code)


def child(key, parent=ROOT, order=1):
    return Association(kind=LinkKind.CHILD_OF, origin=key, destination=parent, order=order)


WELDER = Framework(
    key="welders",
    version="1.0",
    title="Welders of the world",
    publisher="Example",
    languages=("en", "ru"),
    issued=date(2026, 1, 1),
    changed=datetime(2026, 1, 1, tzinfo=UTC),
    attribution="Made up for tests.",
    items=(
        item("welder", "Welder", ItemKind.OCCUPATION, "7212", "Сварщик"),
        item("arc", "Weld by arc", code="1", russian="Варить дугой"),
        item("gas", "Weld by gas", code="2"),
    ),
    associations=(
        child("welder"),
        child("arc", "welder"),
        child("gas", "welder", 2),
        Association(
            kind=LinkKind.REQUIRES, origin="welder", destination="arc", necessity=Necessity.ESSENTIAL, type_name="needs"
        ),
    ),
)
NEWER = replace(
    WELDER,
    version="2.0",
    items=(WELDER.items[0], item("arc", "Weld by electric arc", code="1"), item("laser", "Weld by laser", code="3")),
    associations=(child("welder"), child("arc", "welder"), child("laser", "welder", 2)),
)


@pytest.fixture
def methodist(signed_in, cluster):
    return signed_in(Role.METHODIST, cluster=cluster, organisation="base")


def url(name, key=WELDER.edition, **more):
    return reverse(f"frameworks:{name}", kwargs={"cluster": "small", "key": key, **more})


@pytest.fixture
def held(methodist):
    """The framework, uploaded and saved."""
    save(methodist, preview(methodist, ("welders.json", case.write(WELDER))))
    return methodist


def test_a_case_package_is_previewed_then_saved_and_comes_out_of_the_database_equal(methodist):
    page = preview(methodist, ("welders.json", case.write(WELDER)))

    [(offer, _uses)] = page.context["offers"]
    assert (offer.kind, offer.arrival.value, offer.may_save) == (DocumentKind.FRAMEWORK, "new", True)
    assert not VersionedDocument.objects.filter(kind=DocumentKind.FRAMEWORK).exists()
    answer = save(methodist, page)
    document = VersionedDocument.objects.get(kind=DocumentKind.FRAMEWORK)
    assert answer["Location"] == LIST and version_value(document.latest) == WELDER
    assert LogEntry.objects.get(action="upload.saved").facts["keys"] == [WELDER.edition]


def test_counts_of_every_list_stand_beside_those_in_the_file(methodist):
    [reading] = preview(methodist, ("welders.json", case.write(WELDER))).context["preview"].readings

    assert {c.kind: (c.found, c.read) for c in reading.counts}["items"] == ("3", "3")
    assert all(c.agrees for c in reading.counts)


def test_the_next_edition_shows_what_it_adds_takes_away_and_rewords(held):
    page = preview(held, ("newer.json", case.write(NEWER)))

    [(offer, _uses)] = page.context["offers"]
    told = {(d.change.value, (d.new or d.old).key) for d in offer.comparison.items}
    assert offer.arrival.value == "new_edition" and offer.against == WELDER.edition
    assert {("added", "laser"), ("removed", "gas"), ("reworded", "arc")} <= told
    assert "Weld by laser" in page.text


def test_the_same_file_again_has_nothing_to_save(held):
    page = preview(held, ("welders.json", case.write(WELDER)))

    assert not page.context["preview"].may_save


def test_the_same_edition_changed_becomes_the_next_version_and_both_can_be_compared(held):
    changed = replace(WELDER, title="Welders, corrected")
    save(held, preview(held, ("welders.json", case.write(changed))))

    document = VersionedDocument.objects.get(kind=DocumentKind.FRAMEWORK)
    page = held.get(url("framework_compare"), {"old": "1"})
    assert document.versions.count() == 2 and document.title == "Welders, corrected"
    assert [f.field for f in page.context["comparison"].fields] == ["title"]


def test_a_damaged_package_is_told_and_not_saved(methodist):
    page = preview(methodist, ("broken.json", case.write(WELDER)[:-300]), ("list.json", b"[1, 2]"))

    assert not page.context["preview"].may_save and len(page.context["preview"].findings) >= 2


def test_the_tree_is_walked_item_by_item_in_the_readers_language(held, signed_in, cluster):
    top = held.get(url("framework"))
    assert [b.item.key for b in top.context["top"]] == ["welder"] and top.context["top"][0].children == 2

    page = held.get(url("framework"), {"item": "welder"}).context["page"]
    assert [b.item.key for b in page.below] == ["arc", "gas"]
    assert [(r.other.key, r.outgoing, r.link.necessity.value) for r in page.links] == [("arc", True, "essential")]

    russian = signed_in(Role.METHODIST, cluster=cluster, organisation="net", language="ru")
    assert "Варить дугой" in russian.get(url("framework"), {"item": "welder"}).text


@pytest.mark.parametrize(("text", "keys"), [("WELD gas", ["gas"]), ("7212", ["welder"]), ("дугой", ["arc"]), ("x", [])])
def test_items_are_found_by_code_and_by_any_label(held, text, keys):
    assert [b.item.key for b in held.get(url("framework"), {"q": text}).context["found"]] == keys


def test_two_editions_are_compared_and_two_frameworks_are_not(held):
    other = replace(WELDER, key="others", title="Others")
    save(held, preview(held, ("n.json", case.write(NEWER)), ("o.json", case.write(other))))

    page = held.get(url("framework_compare", NEWER.edition), {"with": WELDER.edition})
    assert "Weld by laser" in page.text and "<del>Weld by gas</del>" in page.text
    assert held.get(url("framework_compare", NEWER.edition), {"with": other.edition}).status_code == 404


def test_a_download_reads_back_as_the_framework_that_is_held(held):
    answer = held.get(url("framework_download", form="case"))

    assert case.read(answer.content, name="x").framework == WELDER
    assert "attachment" in answer["Content-Disposition"]
    book = held.get(url("framework_download", form="xlsx")).content
    assert {i.text for i in sheets.read([("x.xlsx", book)]).framework.items} == {i.text for i in WELDER.items}
    assert held.get(url("framework_download", form="exe")).status_code == 404


def test_opening_lets_everyone_read_a_valid_package_and_closing_ends_it(held, client):
    held.post(url("framework_open"))
    listed = client.get("/ims/case/v1p1/CFDocuments").json()["CFDocuments"]
    package = client.get(f"/ims/case/v1p1/CFPackages/{listed[0]['identifier']}").json()

    assert case.read(json.dumps(package).encode(), name="x").framework == WELDER
    assert package["CFItems"][0]["uri"].startswith("http://testserver/ims/case/v1p1/CFItems/")
    held.post(url("framework_open"), {"close": "1"})
    assert not CasePart.objects.exists()


@pytest.mark.shared
def test_an_opened_framework_fits_the_published_schema_of_a_package(held, client, shared):
    from jsonschema import Draft202012Validator

    held.post(url("framework_open"))
    rules = json.loads((shared / "data/case-and-badges/case-schemas/case-v1p1-cfpackage.json").read_text())
    identifier = client.get("/ims/case/v1p1/CFDocuments").json()["CFDocuments"][0]["identifier"]

    package = client.get(f"/ims/case/v1p1/CFPackages/{identifier}").json()

    assert [e.message for e in Draft202012Validator(rules).iter_errors(package)] == []


@pytest.mark.shared
def test_a_published_sample_goes_in_and_out_of_the_provider_as_it_was(methodist, client, shared):
    source = (shared / "data/case-and-badges/case-samples/SmartLevelFramework.json").read_bytes()
    save(methodist, preview(methodist, ("smart.json", source)))
    key = VersionedDocument.objects.get(kind=DocumentKind.FRAMEWORK).key
    methodist.post(url("framework_open", key))
    document = json.loads(source)["CFDocument"]["identifier"]

    package = client.get(f"/ims/case/v1p1/CFPackages/{document}").json()

    assert {i["identifier"] for i in package["CFItems"]} == {i["identifier"] for i in json.loads(source)["CFItems"]}


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.MINISTRY_OFFICIAL])
def test_readers_see_frameworks_and_open_none(held, signed_in, cluster, role):
    reader = signed_in(role, cluster=cluster, organisation="valves")

    assert reader.get(url("framework")).status_code == 200
    assert reader.post(url("framework_open")).status_code == 403
    assert send(reader, ("welders.json", case.write(NEWER))).status_code == 403
    assert not CasePart.objects.exists()


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("framework", {"item": "nowhere"}),
        ("framework", {"version": "9"}),
        ("framework", {"version": "²"}),
        ("framework_compare", {"with": "nowhere@1"}),
    ],
)
def test_what_is_not_there_is_not_found(held, name, asked):
    assert held.get(url(name), asked).status_code == 404


def test_pages_take_a_fixed_number_of_queries(held, django_assert_max_num_queries):
    held.get(LIST)
    with django_assert_max_num_queries(8) as few:
        held.get(LIST)
    with django_assert_max_num_queries(12):
        held.get(url("framework"))
    more = [(f"{n}.json", case.write(replace(WELDER, key=f"more-{n}"))) for n in range(4)]
    save(held, preview(held, *more))
    held.get(LIST)

    with django_assert_max_num_queries(8) as many:
        held.get(LIST)

    assert len(few) == len(many)


def test_the_search_over_everything_finds_a_framework_by_what_it_holds(held):
    found = held.get("/c/small/search/", {"q": "weld by gas"}).context["found"]

    assert [(h.title, h.note) for h in found] == [(WELDER.title, WELDER.edition)]


HOSTILE = {
    "deep.json": b'{"CFDocument":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "nan.json": b'{"CFDocument": {"identifier": NaN}, "CFItems": [1, null, "x"]}',
    "half.json": case.write(WELDER)[: len(case.write(WELDER)) // 2],
    "bomb.xlsx": zipped(b"0" * 30_000_000),
    "cut.xlsx": zipped(b"<x/>")[:40],
    "empty.csv": b"",
    "binary.csv": bytes(range(256)) * 40,
    "plan.plx": "<Документ><!ENTITY e SYSTEM 'file:///etc/passwd'>".encode("utf-16"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_of_any_form_ends_in_findings_and_nothing_is_saved(methodist, name):
    page = preview(methodist, (name, HOSTILE[name]))

    assert page.status_code == 200 and page.context["preview"].findings
    assert not page.context["preview"].may_save and "root:" not in page.text
    assert not VersionedDocument.objects.filter(kind=DocumentKind.FRAMEWORK).exists()
