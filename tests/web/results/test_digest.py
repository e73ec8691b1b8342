"""What is kept of facts says what the facts say; facts are read once, and only what is new."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from remeslo.web.apps.common import reckoned as keeping
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.results import digest as digests
from remeslo.web.apps.results.audience import audience_for
from remeslo.web.apps.results.digest import digest_of
from remeslo.web.apps.results.figures import board_of
from remeslo.web.apps.results.ledger import ledger
from remeslo.web.apps.results.queries import disputed, waiting
from remeslo.web.apps.results.services.confirming import confirm

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 30)
READERS = (
    (Role.EMPLOYER, "turbines"),
    (Role.DEPUTY_DIRECTOR, "base"),
    (Role.CLUSTER_MANAGER, None),
    (Role.FINANCE_OFFICER, None),
)


def now():
    return timezone.now()


@pytest.fixture
def kept(tmp_path, settings):
    """Files of kept values in a folder of the test's own."""
    settings.RECKONED = tmp_path / "reckoned"
    for one in (keeping._files, keeping._text):
        one.cache_clear()
    digests._kept.clear()
    yield settings.RECKONED
    keeping._files.cache_clear()


def test_counts_are_those_of_the_lists_for_every_reader(stated, cluster, house, person):
    rows = [stated(subject=f"L-{n}", hours=n + 1) for n in range(5)]
    stated(subject="L-9", other=None)
    mentor = person(Role.EMPLOYER, cluster=cluster, organisation="turbines")
    confirm(rows[:2], speaker=house("turbines"), by=mentor, at=now())

    held = ledger(cluster)
    found, known = digest_of(held, DAY), held.known_on(DAY)
    counted = []
    for role, place in READERS:
        audience = audience_for(person(role, cluster=cluster, organisation=place), cluster)
        assert found.count_waiting(audience) == len(waiting(held, known, audience))
        assert found.count_disputed(audience) == len(disputed(held, known, audience))
        counted.append(found.count_waiting(audience))
    assert max(counted) == 3
    assert found.years == (2026,)


def test_what_was_read_before_and_what_came_since_are_what_is_read_anew(stated, cluster):
    stated(subject="L-1")
    ledger(cluster).by_key  # noqa: B018
    row = stated(subject="L-2")
    held = ledger(cluster)
    with CaptureQueriesContext(connection) as asked:
        facts, parties = held.facts, held.parties

    assert len(asked) == 1
    from remeslo.web.apps.results.ledger import _ledgers

    _ledgers.clear()
    fresh = ledger(cluster)
    assert fresh is not held
    assert (facts, parties) == (fresh.facts, fresh.parties)
    assert row.key in held.by_key


def test_a_kept_value_comes_back_without_the_facts_until_one_is_added(stated, cluster, kept):
    from remeslo.web.apps.results import figures
    from remeslo.web.apps.results.ledger import _ledgers

    def forget():
        digests._kept.clear()
        figures._boards.clear()
        _ledgers.clear()

    stated(subject="L-1")
    forget()
    first = ledger(cluster)
    told, board = digest_of(first, DAY), board_of(first, 2026, DAY)
    assert first.is_read
    assert any(kept.iterdir())

    forget()
    again = ledger(cluster)
    assert (digest_of(again, DAY), board_of(again, 2026, DAY)) == (told, board)
    assert not again.is_read

    stated(subject="L-2")
    later = ledger(cluster)
    assert sum(digest_of(later, DAY).claimed.values()) == 2
    assert later.is_read


def test_a_torn_file_is_computed_again(kept):
    assert keeping.reckoned(("a",), lambda: 1, by=("core/results",)) == 1
    for file in kept.iterdir():
        file.write_bytes(file.read_bytes()[:-3])
    assert keeping.reckoned(("a",), lambda: 2, by=("core/results",)) == 2
