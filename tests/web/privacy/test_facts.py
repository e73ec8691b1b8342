"""The file of facts for a recipient: readable, under pseudonyms of the recipient's own, logged, for keepers only."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.privacy.conftest import KEY, NAME

from remeslo.interchange.factfile import read
from remeslo.web.apps.common.models import LogEntry

pytestmark = pytest.mark.django_db


def file_for(client: Client, recipient: str) -> Any:
    return client.get(reverse("privacy:facts_file", kwargs={"cluster": "small"}), {"recipient": recipient})


def subjects(answer: Any) -> set[str]:
    return {f["subject"] for f in json.loads(answer.content)["facts"]}


def test_file_holds_facts_that_can_be_read_and_neither_name_nor_own_pseudonym(
    cluster: Any, administrator: Client, learner: Any, recorded: Any
) -> None:
    learner()
    recorded()
    answer = file_for(administrator, "Министерство")
    text = answer.content.decode()

    assert answer["Content-Type"] == "application/json"
    assert KEY not in text and NAME not in text
    reading = read(answer.content, name="facts.json")
    assert [f.kind for f in reading.facts] == ["practice"]
    line = LogEntry.objects.get(action="privacy.facts_given")
    assert line.facts == {"recipient": "министерство", "count": 1}


def test_two_recipients_get_other_pseudonyms_and_one_the_same_each_time(
    cluster: Any, administrator: Client, recorded: Any
) -> None:
    recorded()
    once, again, other = (subjects(file_for(administrator, r)) for r in ("A b", " a  B ", "c"))

    assert once == again
    assert not once & other


def test_two_clusters_name_one_learner_otherwise(
    cluster: Any, other_cluster: Any, administrator: Client, recorded: Any
) -> None:
    from remeslo.web.apps.privacy.views.facts import _key

    assert _key(cluster) != _key(other_cluster)


def test_without_a_recipient_there_is_no_file(cluster: Any, administrator: Client) -> None:
    assert file_for(administrator, " ").status_code == 400
    assert not LogEntry.objects.filter(action="privacy.facts_given").exists()


@pytest.mark.parametrize("role", ["methodist", "cluster_manager", "finance_officer", "employer"])
@pytest.mark.parametrize("page", ["facts", "facts_file"])
def test_nobody_but_who_keeps_privacy_makes_such_files(
    cluster: Any, signed_in: Callable[..., Client], role: str, page: str
) -> None:
    address = reverse(f"privacy:{page}", kwargs={"cluster": "small"})

    assert signed_in(role, cluster=cluster).get(address, {"recipient": "x"}).status_code == 403
