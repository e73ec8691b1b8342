"""The example's round table: whole, marked, once."""

import pytest
from tests.web.dialogue.conftest import NOW

pytestmark = pytest.mark.django_db


def test_shown_meeting_is_signed_marked_and_has_a_decision_carried_out(cluster):
    from remeslo.web.apps.common.services.demo import make_demo_people
    from remeslo.web.apps.dialogue.queries import all_decisions
    from remeslo.web.apps.dialogue.services.showing import show_meeting
    from remeslo.web.apps.dialogue.standings import standing_of

    make_demo_people(cluster)

    meeting = show_meeting(cluster, at=NOW)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.illustrative, meeting.minutes.get().signatures.count()) == ("signed", True, 2)
    states = [standing_of(d, on=NOW.date()).state.value for d in all_decisions(cluster)]
    assert states == ["done", "open"]
