"""A race of two editors on one database: what the interleaved test does in turn, at once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from tests.web.revision.conftest import NOW
from tests.web.revision.test_pages import items

from remeslo.core.competence.revision import Decision, Resolution
from remeslo.web.apps.revision import queries
from remeslo.web.apps.revision.models import LinkDecision, Review
from remeslo.web.apps.revision.services import reviewing
from remeslo.web.apps.revision.services.meanwhile import ChangedMeanwhile, Said

EACH = 40
"""Decisions each editor makes."""


@pytest.mark.django_db(transaction=True)  # both threads must see the review
def test_race_of_two_editors_leaves_no_decision_that_its_editor_had_not_seen_the_last_of(review: Review) -> None:
    from remeslo.web.apps.common.models import User

    editors = [User.objects.create(username=f"editor-{n}") for n in range(2)]
    links = [i.link.key for i in items(review)][:2]
    begin = threading.Barrier(2)
    made: dict[tuple[int, int], int] = {}
    errors: list[BaseException] = []
    refusals = [0, 0]

    def edit(who: int) -> None:
        try:
            begin.wait(30)
            seen = dict.fromkeys(links, 0)
            for act in range(EACH):
                link = links[act % 2]
                said = Said(Resolution(link=link, decision=Decision.DROP, note=f"{who} {act}"), seen[link])
                try:
                    reviewing.decide(review, [said], by=editors[who], at=NOW)
                    made[(who, act)] = seen[link]
                except ChangedMeanwhile:
                    refusals[who] += 1
                seen |= {k: d.row.pk for k, d in queries.latest(review).items()}
        except BaseException as error:  # told by the test, not by a thread
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=edit, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert errors == []
    rows: dict[str, list[Any]] = {}
    for row in LinkDecision.objects.order_by("id"):
        rows.setdefault(row.link, []).append(row)
    before = {r.pk: (kept[n - 1].pk if n else 0) for kept in rows.values() for n, r in enumerate(kept)}
    noted = {tuple(map(int, r.note.split())): before[r.pk] for kept in rows.values() for r in kept}
    assert noted == made  # each was made on the very decision it followed, and each that was told is there
    assert len(made) + sum(refusals) == 2 * EACH
