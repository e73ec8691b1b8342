"""Rulings on what is gone, or not to be had: told, and nothing changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.competence import builders
from tests.core.competence.builders import card, need
from tests.core.competence.studio.obeyed import (
    CRANE,
    LATHE,
    TURNING,
    as_reckoned,
    line,
    lines_of,
    ruled,
    told,
)
from tests.core.competence.studio.ruled import GONE

from remeslo.core.competence.model import GapClass
from remeslo.core.competence.studio.values import (
    AnswerRuling,
    Decision,
    LineRuling,
    RejectedRuling,
    RequestRuling,
    TitleRuling,
    Value,
    WordingRuling,
)


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("request:нет/1", RequestRuling(decision=Decision.OWN), "request_gone"),
        ("request:a/9", RequestRuling(decision=Decision.OWN), "request_gone"),
        ("request:a/3", RequestRuling(decision=Decision.OWN), "own_without_text"),
        ("request:a/1", RequestRuling(decision=Decision.ACCEPTED, functions=(GONE[1],)), "function_gone"),
        ("request:a/1", RequestRuling(decision=Decision.ACCEPTED, functions=(GONE[0],)), "function_gone"),
        ("rejected:a/3", RejectedRuling(rejected=(LATHE,)), "nothing_left"),
        ("line:a/1", LineRuling(line="own:нет/1"), "line_gone"),
        ("line:a/1", LineRuling(line=GONE[1]), "function_gone"),
        ("wording:own:нет/1", WordingRuling(text="Точить"), "line_gone"),
        (f"answer:{CRANE}", AnswerRuling(answer=GapClass.COVERED, competence="ПК 9.9"), "competence_gone"),
        ("title:ПК 9.9", TitleRuling(title="Точить"), "competence_gone"),
    ],
    ids=lambda v: v if isinstance(v, str) and v.isascii() and ":" not in v else "",
)
def test_a_ruling_on_what_is_gone_is_told_and_changes_nothing(place: str, value: Value, code: str) -> None:
    before, design = as_reckoned(), ruled({place: value})

    assert told(design) == [(code, place)]
    assert replace(design, findings=()) == replace(before, findings=())


def test_a_request_of_which_nothing_can_be_read_stands_in_no_line_and_the_ruling_says_so() -> None:
    lost = [card("a", need(1, "", "чепуха"))]

    assert told(ruled({"line:a/1": LineRuling(line="line:x")}, lost)) == [("dropped_has_no_line", "line:a/1")]


def test_a_function_of_another_edition_than_the_programme_draws_on_is_not_taken() -> None:
    old = replace(builders.standards()[1], order_number="0н", approved=builders.date(2020, 1, 1))
    accepted = RequestRuling(decision=Decision.ACCEPTED, functions=(f"{old.edition}:A/01.2",))
    design = ruled({"request:a/1": accepted}, standards=(*builders.standards(), old))

    assert told(design) == [("function_other_edition", "request:a/1")]
    assert [x.key for x in lines_of(design, "a", 1)] == [TURNING]


def test_a_level_above_the_programme_stays_rejected_whatever_is_ruled() -> None:
    norms = builders.Norms({**builders.NORMS.values, "qual_level_max.worker": "2"})
    design = ruled({f"answer:{LATHE}": AnswerRuling(answer=GapClass.NEW)}, pack=norms)

    assert line(design, LATHE).reason == "gap.level_above_programme"
    assert told(design) == [("level_above_programme", f"answer:{LATHE}")]
