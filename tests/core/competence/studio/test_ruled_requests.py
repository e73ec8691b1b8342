"""What the group rules on requests: accepted, kept, dropped, put together, split."""

from __future__ import annotations

import pytest
from tests.core.competence.studio.obeyed import (
    CRANE,
    LATHE,
    TURNING,
    as_reckoned,
    lines_of,
    ruled,
    told,
)
from tests.core.competence.studio.ruled import at

from remeslo.core.competence.studio.place import read_place
from remeslo.core.competence.studio.values import (
    Decision,
    LineRuling,
    RejectedRuling,
    RequestRuling,
)


def test_a_request_is_accepted_for_other_functions_kept_in_own_words_or_dropped() -> None:
    before = as_reckoned()
    design = ruled(
        {
            "request:a/1": RequestRuling(decision=Decision.ACCEPTED, functions=(CRANE, LATHE)),
            "request:a/2": RequestRuling(decision=Decision.OWN, note="свои чалки"),
            "request:b/3": RequestRuling(decision=Decision.DROPPED, note="не знание"),
        }
    )

    assert [x.key for x in lines_of(before, "a", 1)] == [TURNING]
    assert sorted(x.key for x in lines_of(design, "a", 1)) == sorted([CRANE, LATHE])
    assert [(x.key, x.text, x.evidence[0].reason) for x in lines_of(design, "a", 2)] == [
        ("own:a/2", "Строповка грузов", "match.ruled_own")
    ]
    assert lines_of(design, "b", 3) == []
    assert told(design) == [("request_dropped", "request:b/3")]


def test_a_rejected_function_gives_way_to_the_next_or_to_the_own_wording() -> None:
    design = ruled({"rejected:a/1": RejectedRuling(rejected=(TURNING,))})

    assert TURNING not in {f for x in lines_of(design, "a", 1) for f in x.functions}
    assert lines_of(design, "a", 1)


def test_requests_put_together_are_one_line_with_all_their_functions_and_weight() -> None:
    before = as_reckoned()
    design = ruled({"line:a/1": LineRuling(line="line:оба"), "line:a/2": LineRuling(line="line:оба")})
    [both] = lines_of(design, "a", 1)

    assert both == lines_of(design, "a", 2)[0]
    assert set(both.functions) == {TURNING, CRANE}
    assert [x.key for x in lines_of(design, "b", 1)] == [CRANE]
    assert (both.people, both.weight) == (10, lines_of(before, "a", 1)[0].weight)
    assert {s.partition("#")[0] for o in design.model.outcomes for s in o.statements} >= {TURNING}


def test_a_request_put_into_a_line_that_is_there_takes_its_key_and_text() -> None:
    design = ruled({"line:b/3": LineRuling(line=CRANE)})

    assert [(x.key, x.function, x.also) for x in lines_of(design, "b", 3)] == [(CRANE, CRANE, ())]
    assert len(lines_of(design, "a", 2)[0].requests) == 3


def test_own_card_and_number_means_the_line_in_which_that_request_stands() -> None:
    design = ruled({"line:b/3": LineRuling(line="own:a/2"), "line:b/2": LineRuling(line="own:b/3")})

    assert [x.key for x in lines_of(design, "b", 3)] == [CRANE]
    assert [x.key for x in lines_of(design, "b", 2)] == ["own:b/3"]


@pytest.mark.parametrize("moved", ["a/1", "a/2", "b/1", "b/3"])
def test_merging_and_splitting_again_gives_the_same_design(moved: str) -> None:
    merged = at({f"line:{moved}": LineRuling(line=LATHE)}.items())
    split = merged.put(read_place(f"line:{moved}"), None)

    assert ruled(merged) != as_reckoned()
    assert ruled(split) == as_reckoned()


def test_a_split_line_has_two_lines_of_one_function_and_no_outcome_twice() -> None:
    design = ruled({"line:b/1": LineRuling(line="line:врозь")})

    assert [x.function for x in (*lines_of(design, "a", 2), *lines_of(design, "b", 1))] == [CRANE, CRANE]
    texts = [(o.kind, o.text) for o in design.model.outcomes]
    assert len(set(texts)) == len(texts)
