"""The CASE API: open frameworks only, for everyone, in the words of the specification."""

import json
from uuid import UUID, uuid5

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import LogEntry, VersionedDocument
from remeslo.web.apps.common.services.documents import Content, save_version
from remeslo.web.apps.frameworks.models import CasePart
from remeslo.web.apps.frameworks.services.opening import OpenElsewhere, close_framework, open_framework

pytestmark = pytest.mark.django_db
API = "/ims/case/v1p1/"
SPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
WHEN = "2026-03-01T10:00:00+00:00"


def name(*words):
    return str(uuid5(SPACE, " ".join(words)))


def thing(kind, *words, **more):
    identifier = name(*words)
    return {
        "identifier": identifier,
        "uri": f"https://example.org/{kind}/{identifier}",
        "lastChangeDateTime": WHEN,
    } | more


def link(title, *words):
    return {"title": title, "identifier": name(*words), "uri": f"https://example.org/x/{name(*words)}"}


def package(key, title="Welding", creator="Example"):
    return {
        "CFDocument": thing("CFDocuments", key, title=title, creator=creator, caseVersion="1.1", language="en"),
        "CFItems": [
            thing("CFItems", key, "a", fullStatement="Weld a pipe", humanCodingScheme="A"),
            thing("CFItems", key, "a1", fullStatement="Prepare the edges", humanCodingScheme="A.1"),
        ],
        "CFAssociations": [
            thing(
                "CFAssociations",
                key,
                "under",
                associationType="isChildOf",
                sequenceNumber=1,
                originNodeURI=link("Prepare the edges", key, "a1"),
                destinationNodeURI=link("Weld a pipe", key, "a"),
            ),
            thing(
                "CFAssociations",
                key,
                "top",
                associationType="isChildOf",
                originNodeURI=link("Weld a pipe", key, "a"),
                destinationNodeURI=link(title, key),
            ),
        ],
        "CFDefinitions": {
            "CFItemTypes": [
                thing("CFItemTypes", "type", title="Task", description="", hierarchyCode="1"),
                thing("CFItemTypes", "below", title="Step", description="", hierarchyCode="1.1"),
                thing("CFItemTypes", "other", title="Other", description="", hierarchyCode="10"),
            ],
            "CFLicenses": [thing("CFLicenses", "licence", title="CC0", licenseText="free")],
        },
    }


@pytest.fixture
def held(cluster):
    """Makes a framework that the cluster holds, and opens it where asked."""

    def make(key, *, is_open=True, where=cluster, **more):
        content = Content(kind=DocumentKind.FRAMEWORK, key=key, title=more.get("title", "Welding"), body={"key": key})
        version = save_version(where, content, by=None, publish=True)
        if is_open:
            open_framework(version, package(key, **more), by=None)
        return version

    return make


def refused(answer, status, minor):
    body = answer.json()
    field = body["imsx_codeMinor"]["imsx_codeMinorField"][0]["imsx_codeMinorFieldValue"]
    told = (answer.status_code, body["imsx_codeMajor"], body["imsx_severity"], field)
    return told == (status, "failure", "error", minor)


def test_everyone_reads_an_open_framework_and_nobody_a_closed_one(client, held):
    held("open")
    held("closed", is_open=False)

    answer = client.get(f"{API}CFDocuments")

    assert [d["identifier"] for d in answer.json()["CFDocuments"]] == [name("open")]
    assert answer["X-Total-Count"] == "1" and answer["Access-Control-Allow-Origin"] == "*"
    assert refused(client.get(f"{API}CFDocuments/{name('closed')}"), 404, "unknownobject")


def test_a_package_comes_back_as_it_was_opened(client, held):
    held("welding")

    assert client.get(f"{API}CFPackages/{name('welding')}").json() == package("welding")


def test_an_item_names_its_document_and_a_document_its_package(client, held):
    held("welding")

    item = client.get(f"{API}CFItems/{name('welding', 'a1')}").json()
    document = client.get(item["CFDocumentURI"]["uri"]).json()

    assert item["fullStatement"] == "Prepare the edges" and document["identifier"] == name("welding")
    assert client.get(document["CFPackageURI"]["uri"]).json()["CFDocument"]["identifier"] == name("welding")


def test_associations_of_an_item_are_those_at_both_of_its_ends(client, held):
    held("welding")

    told = client.get(f"{API}CFItemAssociations/{name('welding', 'a')}").json()

    assert told["CFItem"]["identifier"] == name("welding", "a")
    assert [a["identifier"] for a in told["CFAssociations"]] == [name("welding", "under"), name("welding", "top")]
    one = client.get(f"{API}CFAssociations/{name('welding', 'top')}").json()
    assert one["CFDocumentURI"]["identifier"] == name("welding")


def test_definitions_are_given_with_what_lies_below_them(client, held):
    held("welding")

    types = client.get(f"{API}CFItemTypes/{name('type')}").json()["CFItemTypes"]

    assert [t["title"] for t in types] == ["Task", "Step"]
    assert client.get(f"{API}CFLicenses/{name('licence')}").json()["licenseText"] == "free"


@pytest.fixture
def three(held):
    for key, title in (("b", "Beta"), ("a", "Alpha"), ("c", "Gamma")):
        held(key, title=title, creator=f"by {key}")


@pytest.mark.parametrize(
    ("asked", "titles", "total"),
    [
        ("", ["Beta", "Alpha", "Gamma"], 3),
        ("sort=title", ["Alpha", "Beta", "Gamma"], 3),
        ("sort=title&orderBy=desc", ["Gamma", "Beta", "Alpha"], 3),
        ("sort=title&limit=1&offset=1", ["Beta"], 3),
        ("offset=9", [], 3),
        ("filter=title='Alpha'", ["Alpha"], 1),
        ("filter=title!='Alpha'", ["Beta", "Gamma"], 2),
        ("filter=title~'am' OR creator='by b'", ["Beta", "Gamma"], 2),
        ("filter=title>='Beta' AND creator='by c'", ["Gamma"], 1),
        ("filter=CFPackageURI.title='Alpha'", ["Alpha"], 1),
    ],
)
def test_documents_are_paged_sorted_and_filtered(client, three, asked, titles, total):
    answer = client.get(f"{API}CFDocuments?{asked}")

    assert [d["title"] for d in answer.json()["CFDocuments"]] == titles
    assert answer["X-Total-Count"] == str(total)


def test_the_header_leads_through_all_pages(client, three):
    answer = client.get(f"{API}CFDocuments?limit=1&sort=title&offset=1")

    links = dict(reversed(part.strip().split("; ")) for part in answer["Link"].split(","))
    following = client.get(links['rel="next"'].strip("<>")).json()["CFDocuments"]
    assert [d["title"] for d in following] == ["Gamma"]
    assert set(links) == {'rel="first"', 'rel="last"', 'rel="next"', 'rel="prev"'}


def test_only_the_fields_asked_for_are_given(client, three):
    documents = client.get(f"{API}CFDocuments?fields=title,identifier&limit=1").json()["CFDocuments"]

    assert documents == [{"title": "Beta", "identifier": name("b")}]


@pytest.mark.parametrize(
    ("asked", "status", "minor"),
    [
        ("CFDocuments?limit=0", 400, "invalid_selection_field"),
        ("CFDocuments?offset=-1", 400, "invalid_selection_field"),
        ("CFDocuments?limit=²", 400, "invalid_selection_field"),
        ("CFDocuments?fields=colour", 400, "invalid_selection_field"),
        ("CFDocuments?sort=colour", 400, "invalid_sort_field"),
        ("CFDocuments?orderBy=up", 400, "invalid_sort_field"),
        ("CFDocuments?filter=title", 400, "invalid_selection_field"),
        ("CFDocuments?filter=title='a' AND", 400, "invalid_selection_field"),
        ("CFDocuments?filter=title='a' AND title='b' OR title='c'", 400, "invalid_selection_field"),
        ("CFDocuments?filter=colour='red'", 400, "invalid_selection_field"),
        ("CFDocuments/nonsense", 404, "invaliduuid"),
        (f"CFItems/{name('nowhere')}", 404, "unknownobject"),
        ("CFConcepts/x", 404, "invaliduuid"),
        ("CFNothing/x", 404, "unknownobject"),
        ("", 404, "unknownobject"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_the_words_of_the_specification(client, held, asked, status, minor):
    held("welding")

    assert refused(client.get(API + asked), status, minor)


def test_nothing_can_be_written(client, held):
    held("welding")

    assert refused(client.post(f"{API}CFDocuments"), 405, "invalid_selection_field")


def test_a_fault_is_told_without_its_insides(client, held, monkeypatch):
    held("welding")
    monkeypatch.setattr("remeslo.web.apps.frameworks.api.views.selection", lambda *a: 1 / 0)

    answer = client.get(f"{API}CFDocuments")

    assert refused(answer, 500, "internal_server_error") and "division" not in answer.text


def test_opening_the_next_version_replaces_the_earlier_one(client, cluster, held):
    held("welding")
    content = Content(kind=DocumentKind.FRAMEWORK, key="welding", title="Welding", body={"key": "again"})
    version = save_version(cluster, content, by=None)
    smaller = package("welding") | {"CFAssociations": [], "CFDefinitions": {}}

    open_framework(version, smaller, by=None)

    assert CasePart.objects.count() == 3
    assert client.get(f"{API}CFPackages/{name('welding')}").json()["CFAssociations"] == []


def test_one_framework_is_open_once_whoever_holds_it(held, other_cluster):
    held("welding")
    version = held("welding", where=other_cluster, is_open=False)

    with pytest.raises(OpenElsewhere):
        open_framework(version, package("welding"), by=None)


def test_a_closed_framework_leaves_nothing_outside_and_both_acts_are_in_the_log(client, held, person, cluster):
    version = held("welding")

    assert close_framework(version.document, by=person("methodist", cluster=cluster))

    assert not CasePart.objects.exists() and client.get(f"{API}CFDocuments").json() == {"CFDocuments": []}
    assert set(LogEntry.objects.values_list("action", flat=True)) >= {"framework.opened", "framework.closed"}
    assert VersionedDocument.objects.filter(key="welding", latest=version).exists()


@pytest.mark.parametrize(("address", "queries"), [("CFDocuments", 1), ("CFPackages/{}", 2), ("CFDocuments/{}", 1)])
def test_an_answer_takes_a_fixed_number_of_queries(client, three, address, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        assert client.get(API + address.format(name("a"))).status_code == 200


@pytest.mark.shared
@pytest.mark.parametrize(
    ("address", "schema"),
    [
        ("CFDocuments/{document}", "case-v1p1-cfdocument.json"),
        ("CFItems/{item}", "case-v1p1-cfitem.json"),
        ("CFAssociations/{association}", "case-v1p1-cfassociation.json"),
        ("CFPackages/{document}", "case-v1p1-cfpackage.json"),
    ],
)
def test_answers_fit_the_published_schemas(client, held, shared, address, schema):
    held("welding")
    rules = json.loads((shared / "data/case-and-badges/case-schemas" / schema).read_text())
    judge = Draft202012Validator if "$defs" in rules else Draft7Validator
    path = address.format(document=name("welding"), item=name("welding", "a"), association=name("welding", "top"))

    assert [e.message for e in judge(rules).iter_errors(client.get(API + path).json())] == []
