"""Packs: composed in a draft, tried on frozen cases, published for ever."""

from decimal import Decimal

import pytest
from django.urls import reverse

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import DocumentVersion
from remeslo.web.apps.funding.packs import draft_of, pack_of, pack_value, version_of

pytestmark = pytest.mark.django_db


def url(name, **parts):
    return reverse(f"funding:{name}", kwargs={"cluster": "small", **parts})


@pytest.fixture
def analyst(signed_in, cluster, pack):
    return signed_in(Role.FINANCE_OFFICER, cluster=cluster)


def edit(client, **fields):
    return client.post(url("edit_pack", key="small-rules"), {k.replace("__", ":"): v for k, v in fields.items()})


def test_a_pack_shows_formula_parameters_sources_and_what_nobody_verified(analyst):
    page = analyst.get(url("pack", key="small-rules"))

    assert "norm / 12" in page.text and "приказ job_rate" in page.text and "not verified" in page.text
    assert page.context["trial"].failed == 0


def test_a_changed_rate_is_tried_on_the_cases_and_the_difference_is_shown(analyst, cluster):
    edit(analyst, param__job_rate__0__amount="550", param__job_rate__0__since="2026-01-01")

    page = analyst.get(url("edit_pack", key="small-rules"))

    amount = page.context["trial"].cases[0].amounts[0]
    assert (amount.expected, amount.got, amount.before) == (Decimal("500.00"), Decimal("550.00"), Decimal("500.00"))
    assert amount.wrong and amount.moved
    assert any("550" in p.text for c in page.context["compared"] for p in c.new)
    assert pack_value(pack_of(cluster, "small-rules").published).params["job_rate"].values[0].amount == 500


def test_a_version_whose_case_comes_out_wrong_is_not_published(analyst, cluster):
    edit(analyst, param__job_rate__0__amount="550", param__job_rate__0__since="2026-01-01")
    analyst.post(url("save_pack", key="small-rules"), {"note": "ставка"})

    answer = analyst.post(url("publish_pack", key="small-rules"), {"version": "2"})

    assert answer.status_code == 409
    document = pack_of(cluster, "small-rules")
    assert (document.published.number, document.latest.number) == (1, 2)


def test_the_next_version_is_published_when_its_case_is_mended_and_the_old_one_stays(analyst, cluster):
    fields = {"param:job_rate:0:amount": "550", "param:job_rate:0:since": "2026-01-01", "case:1:job": "550.00"}
    analyst.post(url("edit_pack", key="small-rules"), fields)
    analyst.post(url("save_pack", key="small-rules"), {"note": "ставка"})

    analyst.post(url("publish_pack", key="small-rules"), {"version": "2"})

    document = pack_of(cluster, "small-rules")
    assert document.published.number == 2
    assert pack_value(document.published).version == 2
    first = version_of(document, 1)
    assert pack_value(first).params["job_rate"].values[0].amount == 500
    assert DocumentVersion.objects.filter(document=document).count() == 2


def test_what_is_no_number_no_day_or_no_formula_is_told_by_field_and_not_taken(analyst, cluster):
    answer = analyst.post(
        url("edit_pack", key="small-rules"),
        {
            "param:norm:0:amount": "много",
            "param:norm:0:since": "вчера",
            "rule:job:option:amount": "job_rate *",
            "new_param:key": "Плохой ключ",
            "new_rule:key": "job",
        },
    )

    assert answer.status_code == 400
    assert set(answer.context["errors"]) == {
        "param:norm:0:amount",
        "param:norm:0:since",
        "rule:job:option:amount",
        "new_param:key",
        "new_rule:key",
    }
    kept = draft_of(cluster, "small-rules", analyst.user).pack
    assert kept.params["norm"].values[0].amount == 120 and kept.params["norm"].values[0].since.year == 2026
    assert kept.rule("job").options["amount"] == "job_rate" and len(kept.rules) == 2


def test_a_later_value_is_added_beside_the_old_one(analyst, cluster):
    fields = {"param:norm:new:since": "2027-01-01", "param:norm:new:amount": "144,5", "param:norm:new:source": "п. 9"}

    analyst.post(url("edit_pack", key="small-rules"), fields)

    values = draft_of(cluster, "small-rules", analyst.user).pack.params["norm"].values
    assert [(v.since.year, v.amount, v.verified) for v in values] == [
        (2026, Decimal(120), True),
        (2027, Decimal("144.5"), False),
    ]


def test_only_those_who_write_rules_may_compose_and_publish(signed_in, cluster, pack):
    manager = signed_in(Role.CLUSTER_MANAGER, cluster=cluster)
    employer = signed_in(Role.EMPLOYER, cluster=cluster, organisation="turbines")

    assert manager.get(url("pack", key="small-rules")).status_code == 200
    assert manager.get(url("edit_pack", key="small-rules")).status_code == 403
    assert manager.post(url("publish_pack", key="small-rules")).status_code == 403
    assert employer.get(url("pack", key="small-rules")).status_code == 403


def test_a_pack_of_the_program_is_brought_in_unpublished(analyst, cluster):
    analyst.post(url("take"), {"key": "fi-vet"})

    document = pack_of(cluster, "fi-vet")
    assert document.latest.number == 1 and document.published is None
    assert analyst.get(url("pack", key="fi-vet")).status_code == 200
