"""Individual plans: a pseudonym, evidence, two people; what is skipped, the own shortest term; who may see them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.shortcourses.conftest import url, work

CLAIM = {"elements": ["ОП.01"], "evidence": "diploma", "document": "диплом № 5", "document_day": "2024-06-30"}


def rows() -> Any:
    from remeslo.web.apps.shortcourses.models import Recognition

    return Recognition.objects.order_by("id")


def ask(client: Client, plan: Any, **fields: Any) -> Any:
    return client.post(url("claim", plan_id=plan.pk), {**CLAIM, **fields})


def answer(client: Client, plan: Any, do: str, reason: str = "") -> Any:
    there = url("answer", plan_id=plan.pk, recognition_id=rows().last().pk)
    return client.post(there, {"do": do, "reason": reason})


def shown(client: Client, plan: Any) -> str:
    return client.get(url("learner", plan_id=plan.pk)).content.decode()


def test_recognised_element_leaves_the_plan_and_the_own_term_is_proven(
    methodist: Client, deputy: Client, learner: Any
) -> None:
    ask(methodist, learner)
    assert work() == 0, "nothing is recognised yet"
    answer(deputy, learner, "confirm")

    assert work() == 1
    page = shown(methodist, learner)
    assert "proven shortest" in page
    assert "108" in page, "hours of ОП.01 that are left out"
    assert "less than the group" in page


def test_nobody_confirms_the_own_entry(methodist: Client, learner: Any) -> None:
    ask(methodist, learner)

    refused = answer(methodist, learner, "confirm")

    assert refused.status_code == 409
    assert "another person" in refused.content.decode()
    assert rows().get().state == "claimed"


def test_refusal_and_withdrawal_need_a_reason_and_an_answer_is_given_once(
    methodist: Client, deputy: Client, learner: Any
) -> None:
    ask(methodist, learner)
    assert answer(deputy, learner, "refuse").status_code == 409
    assert answer(deputy, learner, "refuse", "нет диплома").status_code == 302
    assert answer(deputy, learner, "confirm").status_code == 409
    assert rows().get().state == "refused"

    ask(methodist, learner)
    answer(deputy, learner, "confirm")
    assert answer(methodist, learner, "withdraw").status_code == 409
    assert answer(methodist, learner, "withdraw", "ошибка").status_code == 302
    assert work() == 0
    assert "takes everything with the group" in shown(methodist, learner)


def test_exam_stays_while_its_module_has_something_to_learn_and_part_of_an_element_is_told(
    methodist: Client, deputy: Client, learner: Any
) -> None:
    ask(methodist, learner, elements=["МДК.01.01"], outcomes=["У 1.1.01"])
    answer(deputy, learner, "confirm")
    work()

    page = shown(methodist, learner)

    assert "ОП.01" in page, "its one outcome is known, so it is recognised"
    assert "Individual curriculum, DOCX" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    (
        ({"elements": ["ГИА"]}, "final attestation"),
        ({"elements": ["МДК.99"]}, "МДК.99"),
        ({"elements": []}, "Nothing is ticked"),
        ({"document_day": "2999-01-01"}, "dated in the future"),
        ({"document": ""}, "Document"),
        ({"evidence": "hearsay"}, "What shows it"),
    ),
)
def test_claim_that_may_not_be_is_refused_with_the_reason(
    methodist: Client, learner: Any, fields: dict[str, Any], said: str
) -> None:
    refused = ask(methodist, learner, **fields)

    assert refused.status_code == 400
    assert said in refused.content.decode()
    assert not rows().exists()


def test_the_same_thing_is_not_asked_for_twice(methodist: Client, learner: Any) -> None:
    ask(methodist, learner)

    assert "recognised or waits" in ask(methodist, learner).content.decode()
    assert rows().count() == 1


@pytest.mark.parametrize("pseudonym", ("Иванов Иван", "Иванов", "x", "Д 17", "Д-17"))
def test_names_and_taken_pseudonyms_are_refused(methodist: Client, learner: Any, pseudonym: str) -> None:
    answer = methodist.post(url("learner_new"), {"pseudonym": pseudonym, "group": "ОС-26", "week": "1"})

    assert answer.status_code == 400
    assert type(learner).objects.count() == 1


def test_paper_names_evidence_and_both_people_and_leaves_the_name_to_be_written(
    methodist: Client, deputy: Client, learner: Any
) -> None:
    ask(methodist, learner)
    answer(deputy, learner, "confirm")
    work()

    data = methodist.get(url("learner_paper", plan_id=learner.pk)).content

    text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    for said in ("Д-17 ____", "диплом № 5", str(methodist.user), str(deputy.user), "no shorter one, proven"):  # type: ignore[attr-defined]
        assert said in text


def test_plan_of_a_learner_is_seen_by_the_own_college_only(
    signed_in: Callable[..., Client], cluster: Any, learner: Any, employer: Client
) -> None:
    from remeslo.web.apps.common.models import Organisation

    other = Organisation.objects.create(cluster=cluster, key="net", name="Другой колледж", role="network_college")
    foreign = signed_in("methodist", cluster=cluster, organisation=other.key)
    manager = signed_in("cluster_manager", cluster=cluster)

    assert foreign.get(url("learner", plan_id=learner.pk)).status_code == 404
    assert foreign.post(url("erase", plan_id=learner.pk)).status_code == 404
    assert "Д-17" not in foreign.get(url("learners")).content.decode()
    for client in (employer, manager):
        assert client.get(url("learner", plan_id=learner.pk)).status_code == 403
        assert client.get(url("learner_paper", plan_id=learner.pk)).status_code == 403
    assert type(learner).objects.count() == 1


def test_erasing_leaves_nothing_of_the_learner(methodist: Client, deputy: Client, learner: Any) -> None:
    from remeslo.web.apps.common.models import LogEntry

    ask(methodist, learner)
    answer(deputy, learner, "confirm")

    methodist.post(url("erase", plan_id=learner.pk))

    assert not type(learner).objects.exists()
    assert not rows().exists()
    assert not any("Д-17" in f"{e.subject}{e.facts}" for e in LogEntry.objects.all())


def test_colleague_finds_what_waits_on_the_day_s_list(methodist: Client, deputy: Client, learner: Any) -> None:
    from django.urls import reverse

    ask(methodist, learner)
    today = reverse("common:today", kwargs={"cluster": "example"})

    assert "Confirm what learner Д-17 knows" in deputy.get(today).content.decode()
    assert "Д-17" not in methodist.get(today).content.decode()


@pytest.mark.parametrize("count", (1, 3))
def test_pages_take_a_fixed_number_of_queries(
    methodist: Client, deputy: Client, learner: Any, django_assert_num_queries: Any, count: int
) -> None:
    for element in ("ОП.01", "МДК.01.01", "УП.02")[:count]:
        ask(methodist, learner, elements=[element])
        answer(deputy, learner, "confirm")
    shown(methodist, learner)

    with django_assert_num_queries(8):
        shown(methodist, learner)
    with django_assert_num_queries(6):
        methodist.get(url("learners"))


def test_page_leads_to_what_is_held_for_whoever_may_read_that(
    methodist: Client, learner: Any, cluster: Any, signed_in: Callable[..., Client]
) -> None:
    from django.urls import reverse

    held = reverse("privacy:subject", kwargs={"cluster": cluster.key, "who": "learner", "key": learner.pseudonym})
    keeper = signed_in("administrator", cluster=cluster)

    for reader in (methodist, keeper):
        assert (f'href="{held}"' in shown(reader, learner)) == (reader.get(held).status_code == 200)
    assert held in shown(keeper, learner)
