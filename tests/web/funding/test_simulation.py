"""A pack before it is adopted: who gains and who loses, drawn cohorts marked as invented."""

from decimal import Decimal

import pytest
from django.urls import reverse
from tests.web.funding.conftest import DAY

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.funding.packform import changed
from remeslo.web.apps.funding.packs import pack_value
from remeslo.web.apps.funding.services.writing import keep_draft

pytestmark = pytest.mark.django_db
URL = reverse("funding:simulation", kwargs={"cluster": "small"})


def test_a_draft_with_half_the_norm_shows_the_college_losing_half(signed_in, cluster, pack, learners):
    finance = signed_in(Role.FINANCE_OFFICER, cluster=cluster)
    half, errors = changed(pack_value(pack.published), {"param:norm:0:amount": "60"})
    keep_draft(cluster, half, based_on=1, by=finance.user)

    page = finance.get(URL, {"try": "draft:small-rules", "on": DAY.isoformat()})

    bar = page.context["bars"][0]
    assert not errors and not bar.gains
    assert (bar.change.before, bar.change.after) == (Decimal("80.00"), Decimal("40.00"))


def test_drawn_cohorts_are_told_to_be_invented_and_drawn_only_when_asked(signed_in, cluster, pack, learners):
    finance = signed_in(Role.FINANCE_OFFICER, cluster=cluster)

    plain = finance.get(URL, {"try": "builtin:ru-cluster-pilot"})
    drawn = finance.get(URL, {"try": "builtin:ru-cluster-pilot", "cost": "5000", "draw": "1"})

    assert plain.context["drawn"] is None
    assert "Invented cohorts" in drawn.text and len(drawn.context["curve"].dots) == 5
    money = [d.point.a_learner.mean for d in drawn.context["curve"].dots]
    assert money == sorted(money)
    assert {g.variation.name for g, _words in drawn.context["games"]} == {"enrol_fewer", "easy_exam", "keep_everyone"}


def test_without_a_cost_cohorts_are_not_drawn_and_the_page_says_why(signed_in, cluster, pack):
    finance = signed_in(Role.FINANCE_OFFICER, cluster=cluster)

    page = finance.get(URL, {"draw": "1"})

    assert page.context["drawn"] is None and "without a cost" in page.text
