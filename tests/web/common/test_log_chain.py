"""The chain over the log in the database: links follow commits, and what was changed past the program is found."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction

from remeslo.core.base.chain import Head
from remeslo.web.apps.common.models import LogEntry, LogLink
from remeslo.web.apps.common.services.chain import judge, link
from remeslo.web.apps.common.services.log import record


def written(count: int = 3) -> list[LogEntry]:
    return [record("test.done", by=None, subject=f"thing:{n}", number=n, words="Ёж") for n in range(count)]


def past_the_program(sql: str, table: str) -> None:
    """As somebody with the password of the database would do it."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {table}_append_only" + (f" ON {table}" if connection.vendor != "sqlite" else ""))
        cursor.execute(sql)


@pytest.mark.django_db
def test_entry_is_linked_when_it_is_committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        entries = written()
        assert not LogLink.objects.exists()
    assert list(LogLink.objects.values_list("position", "entry_id")) == [(n, e.pk) for n, e in enumerate(entries, 1)]
    assert judge().findings == () and judge().head.position == 3


@pytest.mark.django_db
def test_entry_whose_process_died_before_linking_is_linked_later():
    written()
    assert link() == 3 and link() == 0
    assert judge().unlinked == 0


@pytest.mark.django_db
def test_bit_flipped_in_an_entry_is_found_at_that_entry():
    entries = written(5)
    kept = judge().head
    past_the_program(f"UPDATE common_logentry SET subject = 'thing:7' WHERE id = {entries[2].pk}", "common_logentry")
    (found,) = judge(kept).findings
    assert (found.code, found.facts["position"], found.facts["entry"]) == (
        "chain.entry_changed",
        3,
        f"№ {entries[2].pk}",
    )


@pytest.mark.django_db
def test_removed_entry_and_cut_off_tail_are_found():
    entries = written(4)
    kept = judge().head
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM common_logentry WHERE id = {entries[1].pk}")
    assert [f.code for f in judge(kept).findings] == ["chain.entry_gone"]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM common_loglink WHERE position > 2")
        cursor.execute(f"DELETE FROM common_logentry WHERE id >= {entries[2].pk}")
    assert [f.code for f in judge(kept).findings] == ["chain.entry_gone", "chain.cut_off"]


@pytest.mark.django_db
def test_log_written_anew_differs_from_the_head_that_was_kept():
    written()
    kept = judge().head
    other = Head(kept.position, "f" * 64)
    assert judge(kept).findings == ()
    assert [f.code for f in judge(other).findings] == ["chain.other_than_kept"]


@pytest.mark.django_db
def test_link_is_refused_a_change_by_the_database():
    written()
    link()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE common_loglink SET digest = 'x'")


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_give_one_chain_without_gaps():
    def write(n: int) -> None:
        try:
            for k in range(5):
                with transaction.atomic():
                    record("test.done", by=None, subject=f"{n}.{k}")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert LogLink.objects.count() == 20
    verdict = judge()
    assert (verdict.head.position, verdict.unlinked, verdict.findings) == (20, 0, ())
