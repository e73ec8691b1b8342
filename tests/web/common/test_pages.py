"""Every page: for whom it opens, in both languages, with a fixed number of queries, under the content policy."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import STATE, WELDING, small_cluster

from remeslo.core.line.cluster import Cluster
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.permissions import RIGHTS, Action
from remeslo.web.apps.registry.contents import state_standard_key
from remeslo.web.apps.registry.services import load_cluster

pytestmark = pytest.mark.django_db

PAGES = {
    "common:today": (Action.SEE_CLUSTER, {}),
    "common:search": (Action.SEE_CLUSTER, {}),
    "common:access": (Action.MANAGE_ACCESS, {}),
    "common:log": (Action.SEE_LOG, {}),
    "registry:cluster": (Action.SEE_CLUSTER, {}),
    "registry:workshops": (Action.SEE_CLUSTER, {}),
    "registry:staff": (Action.SEE_STAFF, {}),
    "registry:groups": (Action.SEE_CLUSTER, {}),
    "registry:norms": (Action.SEE_STANDARDS, {}),
    "frameworks:list": (Action.SEE_STANDARDS, {}),
    "frameworks:state_list": (Action.SEE_STANDARDS, {}),
    "frameworks:detail": (Action.SEE_STANDARDS, {"key": WELDING.edition}),
    "frameworks:state": (Action.SEE_STANDARDS, {"key": state_standard_key(STATE)}),
    "frameworks:upload": (Action.UPLOAD_STANDARDS, {}),
    "frameworks:framework_list": (Action.SEE_STANDARDS, {}),
    "frameworks:plan_list": (Action.SEE_STANDARDS, {}),
    "frameworks:state_new": (Action.UPLOAD_STANDARDS, {}),
    "frameworks:state_edit": (Action.UPLOAD_STANDARDS, {"key": state_standard_key(STATE)}),
    "demand:list": (Action.SEE_DEMAND, {}),
    "demand:board": (Action.SEE_DEMAND, {}),
    "demand:paste": (Action.EDIT_CARD, {}),
    "demand:import": (Action.EDIT_CARD, {}),
    "demand:suggest": (Action.SEE_STANDARDS, {}),
    "demand:new": (Action.EDIT_CARD, {}),
    "demand:detail": (Action.SEE_CARD, {"key": "card-turbines"}),
    "demand:versions": (Action.SEE_CARD, {"key": "card-turbines"}),
    "demand:edit": (Action.EDIT_CARD, {"key": "card-turbines"}),
}


def url(name: str) -> str:
    return reverse(name, kwargs={"cluster": "small", **PAGES[name][1]})


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.EMPLOYER])
def test_pages_open_exactly_for_the_roles_with_their_right(signed_in, cluster, role):
    client = signed_in(role, cluster=cluster, organisation="base")

    opened = {name for name in PAGES if client.get(url(name)).status_code == 200}

    assert opened == {name for name, (action, _more) in PAGES.items() if action in RIGHTS[role]}


def test_a_stranger_gets_404_everywhere(signed_in, cluster):
    client = signed_in()

    assert {client.get(url(name)).status_code for name in PAGES} == {404}


def test_nobody_gets_a_page_without_signing_in(client, cluster):
    answers = {name: client.get(url(name)) for name in PAGES}

    assert {a.status_code for a in answers.values()} == {302}
    assert all(a["Location"].startswith("/sign-in/") for a in answers.values())


@pytest.mark.parametrize("language", ["ru", "en"])
def test_pages_are_whole_in_both_languages(signed_in, cluster, language):
    client = signed_in(Role.ADMINISTRATOR, cluster=cluster, language=language)

    for name in PAGES:
        text = client.get(url(name)).text
        if "<html" in text:
            assert f'<html lang="{language}"' in text, name
            assert text.count("<h1") == 1, name
        assert not re.search(r' style=|<script>| on\w+="', text), name
        assert "&amp;lt;" not in text and "&lt;span" not in text, name
        assert not re.search(r"%\(\w+\)s|\{\{|\{%", text), name


def test_pages_take_the_same_number_of_queries_however_large_the_cluster(signed_in, django_assert_max_num_queries):
    counts = []
    for times in (1, 4):
        client = signed_in(Role.ADMINISTRATOR, cluster=load_cluster(larger_cluster(times), by=None))
        taken = {}
        for name in PAGES:
            client.get(url(name))  # values of versions are read once a process
            with django_assert_max_num_queries(35) as queries:
                client.get(url(name))
            taken[name] = len(queries)
        counts.append(taken)

    assert counts[0] == counts[1]


def larger_cluster(times: int) -> Cluster:
    value = small_cluster()
    return replace(
        value,
        demand=value.demand + tuple(replace(value.demand[0], key=f"c{n}") for n in range(times)),
        workshops=value.workshops + tuple(replace(value.workshops[0], key=f"w-{n}") for n in range(times)),
        staff=value.staff + tuple(replace(value.staff[0], key=f"p-{n}") for n in range(times)),
        standards=value.standards + tuple(replace(value.standards[0], order_number=f"{n}н") for n in range(times)),
    )


def test_pages_carry_a_strict_content_policy(client):
    policy = client.get("/sign-in/")["Content-Security-Policy"]

    assert "default-src 'self'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy


def test_the_start_page_leads_to_the_cluster_i_worked_in_last(signed_in, cluster, other_cluster, person):
    from remeslo.web.apps.common.models import Membership

    client = signed_in(Role.METHODIST, cluster=cluster, organisation="base")
    Membership.objects.create(cluster=other_cluster, user=client.user, role=Role.METHODIST)

    client.get("/c/small/")
    assert client.get("/")["Location"] == "/c/small/"
    client.get("/c/other/")
    assert client.get("/")["Location"] == "/c/other/"


def test_a_person_without_a_cluster_is_told_so(signed_in):
    assert "cluster" in signed_in().get("/").text


def test_the_navigation_shows_what_the_role_may_open(signed_in, cluster):
    employer = signed_in(Role.EMPLOYER, cluster=cluster, organisation="valves")
    administrator = signed_in(Role.ADMINISTRATOR, cluster=cluster)

    assert "/c/small/access/" not in employer.get("/c/small/").text
    assert "/c/small/access/" in administrator.get("/c/small/").text


@pytest.mark.parametrize(
    "path", ["/c/small/", "/c/nowhere/", "/nowhere", "/c/small/demand/card/none/", "/c/small/standards/edition/x/"]
)
def test_what_is_not_there_is_said_in_words(signed_in, cluster, path):
    client = signed_in(language="ru")

    response = client.get(path)

    assert response.status_code == 404 and "Такой страницы нет" in response.text


def test_an_error_page_keeps_the_way_back_to_the_cluster_i_worked_in(signed_in, cluster, other_cluster):
    client = signed_in(Role.METHODIST, cluster=cluster, organisation="base")
    client.get("/c/small/")

    text = client.get("/c/other/").text

    assert "/c/small/demand/" in text and "Чужой кластер" not in text


def test_a_member_without_the_right_is_told_so_in_the_frame(signed_in, cluster):
    response = signed_in(Role.FINANCE_OFFICER, cluster=cluster, organisation="base", language="ru").get("/c/small/log/")

    assert response.status_code == 403 and "Эта страница закрыта для вашей роли" in response.text


def test_a_fault_shows_words_and_no_traceback(signed_in, cluster, monkeypatch):
    from remeslo.web.apps.registry import queries

    client = signed_in(Role.METHODIST, cluster=cluster, organisation="base", language="ru")
    client.raise_request_exception = False
    monkeypatch.setattr(queries, "members", lambda _cluster: 1 / 0)

    response = client.get("/c/small/cluster/")

    assert response.status_code == 500 and "сломалось" in response.text
    assert "Traceback" not in response.text and "ZeroDivision" not in response.text


def test_a_fault_of_the_frame_itself_is_said_without_it(client, cluster, monkeypatch, signed_in):
    from remeslo.web.apps.common import frame

    client = signed_in(Role.METHODIST, cluster=cluster, organisation="base")
    client.raise_request_exception = False
    monkeypatch.setattr(frame.Frame, "links", property(lambda _self: 1 / 0))

    response = client.get("/c/small/cluster/")

    assert response.status_code == 500 and response["Content-Type"].startswith("text/plain")


def test_a_forged_form_is_refused_in_words(cluster):
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "ru"})

    response = client.post("/sign-in/", {"username": "a", "password": "b"})

    assert response.status_code == 403 and "Форма устарела" in response.text
