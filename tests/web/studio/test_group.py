"""What the working group says to each other: remarks, disagreements, proposals and votes."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.studio.sitting import DROPPED, NOW, OWN, TURBINES_1, TURBINES_2, VALVES_1, codes, hours, in_force, rule

from remeslo.core.competence.studio.place import read_place

HOURS, TITLE = "hours:ООД.01", "title:ПК 1.1"


def bundle(table: Any, user: Any, *wanted: tuple[str, Any, int], **more: Any) -> Any:
    from remeslo.web.apps.studio.services.proposals import propose
    from remeslo.web.apps.studio.services.writing import Wanted

    changes = [Wanted(read_place(p), v, seen) for p, v, seen in wanted]
    return propose(table, user, "Пакет", changes, at=NOW, **more)


def test_an_approved_proposal_comes_into_force_as_a_whole_and_names_itself(
    table: Any, methodist: Any, turbines: Any
) -> None:
    from remeslo.web.apps.studio.services.proposals import apply_proposal

    made = bundle(table, turbines, (HOURS, hours(80), 0), (TURBINES_1, OWN, 0))
    assert in_force(table) == {}
    for _ in range(2):  # sent twice, approved once
        done = apply_proposal(made, methodist, at=NOW, note="согласны")

    assert in_force(table) == {HOURS: hours(80), TURBINES_1: OWN}
    assert (done.state, done.decided_by) == ("applied", methodist)
    assert [(c.bundle, c.author) for c in table.changes.all()] == [(made, methodist)] * 2


def test_a_proposal_is_applied_whole_or_not_at_all_and_names_what_others_changed(
    table: Any, methodist: Any, turbines: Any
) -> None:
    from remeslo.web.apps.studio.services.proposals import apply_proposal, refresh_proposal
    from remeslo.web.apps.studio.services.refusals import BundleContested

    made = bundle(table, turbines, (HOURS, hours(80), 0), (TURBINES_1, OWN, 0), (TITLE, {"title": "Сварка"}, 0))
    rule(table, methodist, HOURS, hours(100))
    rule(table, methodist, TITLE, {"title": "Дуговая сварка"})
    with pytest.raises(BundleContested) as refused:
        apply_proposal(made, methodist, at=NOW)

    assert [str(p) for p in refused.value.places] == [HOURS, TITLE]
    assert in_force(table) == {HOURS: hours(100), TITLE: {"title": "Дуговая сварка"}}
    refresh_proposal(made, turbines, at=NOW)
    apply_proposal(made, methodist, at=NOW)
    assert in_force(table) == {HOURS: hours(80), TITLE: {"title": "Сварка"}, TURBINES_1: OWN}


def test_only_the_head_approves_against_an_opposing_vote(
    table: Any, methodist: Any, turbines: Any, valves: Any
) -> None:
    from remeslo.web.apps.studio.services.proposals import apply_proposal, vote
    from remeslo.web.apps.studio.services.refusals import NotYours, Opposed

    made = bundle(table, methodist, (HOURS, hours(80), 0))
    for opinion in ("agree", "oppose"):  # said again, the later word counts
        vote(made, valves, opinion, at=NOW)
    with pytest.raises(Opposed) as refused:
        apply_proposal(made, methodist, at=NOW)
    assert refused.value.findings[0].facts["people"] == "Арматура"
    with pytest.raises(NotYours):
        apply_proposal(made, valves, at=NOW)

    apply_proposal(made, turbines, at=NOW)
    assert in_force(table) == {HOURS: hours(80)}


def test_a_proposal_is_refused_with_a_reason_withdrawn_by_its_author_and_then_decided(
    table: Any, methodist: Any, turbines: Any
) -> None:
    from remeslo.web.apps.studio.services.proposals import apply_proposal, refuse_proposal, vote, withdraw_proposal
    from remeslo.web.apps.studio.services.refusals import NotYours, Refused

    first, second = (bundle(table, turbines, (HOURS, hours(n), 0)) for n in (80, 90))
    with pytest.raises(Refused) as refused:
        refuse_proposal(first, methodist, at=NOW, note=" ")
    assert codes(refused) == ["studio.refuse_note"]
    refuse_proposal(first, methodist, at=NOW, note="часов нет")
    with pytest.raises(NotYours):
        withdraw_proposal(second, methodist, at=NOW)
    withdraw_proposal(second, turbines, at=NOW)

    for act in (lambda: apply_proposal(second, methodist, at=NOW), lambda: vote(first, turbines, "agree", at=NOW)):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["studio.decided"]
    assert in_force(table) == {}


def test_the_same_request_makes_one_proposal_and_one_remark(table: Any, turbines: Any) -> None:
    from remeslo.web.apps.studio.services.remarks import remark

    made = {bundle(table, turbines, (HOURS, hours(80), 0), client_key="p").pk for _ in range(2)}
    said = {remark(table, turbines, None, "Спорно", at=NOW, client_key="r").pk for _ in range(2)}

    assert (len(made), len(said)) == (1, 1)


def test_a_disagreement_is_settled_by_its_author_or_with_a_note(
    table: Any, methodist: Any, turbines: Any, valves: Any
) -> None:
    from remeslo.web.apps.studio.services.refusals import NotYours, Refused
    from remeslo.web.apps.studio.services.remarks import remark, settle

    said = remark(table, valves, read_place(VALVES_1), "Это не наше", at=NOW, kind="disagreement")
    answer = remark(table, methodist, None, "Почему?", at=NOW, parent=said)
    assert (answer.parent, answer.place) == (said, VALVES_1)
    with pytest.raises(Refused) as refused:
        settle(said.pk, methodist, at=NOW)
    assert codes(refused) == ["studio.settle_note"]

    settled = settle(said.pk, methodist, at=NOW, note="оставляем по решению группы")
    assert (settled.settled_by, settled.is_open) == (methodist, False)
    mine = remark(table, methodist, None, "Спорно", at=NOW, kind="disagreement")
    with pytest.raises(NotYours):
        settle(mine.pk, valves, at=NOW, note="нет")
    assert not settle(mine.pk, methodist, at=NOW).is_open


@pytest.mark.parametrize("text", ["", "   ", "\0", "х" * 2001], ids=["empty", "blank", "null", "long"])
def test_a_remark_without_words_or_with_too_many_is_refused(text: str, table: Any, methodist: Any) -> None:
    from remeslo.web.apps.studio.services.refusals import Refused
    from remeslo.web.apps.studio.services.remarks import remark

    with pytest.raises(Refused):
        remark(table, methodist, None, text, at=NOW)


def test_nobody_speaks_or_proposes_where_another_employer_s_words_stand(table: Any, valves: Any) -> None:
    from remeslo.web.apps.studio.services.refusals import NotYours
    from remeslo.web.apps.studio.services.remarks import remark

    with pytest.raises(NotYours):
        remark(table, valves, read_place(TURBINES_2), "Видно?", at=NOW)
    with pytest.raises(NotYours):
        bundle(table, valves, (TURBINES_2, DROPPED, 0))


def test_nobody_decides_on_what_is_hidden_not_even_the_head(
    table: Any, methodist: Any, turbines: Any, valves: Any
) -> None:
    from remeslo.web.apps.studio.services.proposals import apply_proposal, vote
    from remeslo.web.apps.studio.services.refusals import NotYours
    from remeslo.web.apps.studio.services.remarks import remark, settle

    made = bundle(table, valves, (VALVES_1, OWN, 0))
    said = remark(table, valves, read_place(VALVES_1), "Нет", at=NOW, kind="disagreement")
    rule(table, methodist, VALVES_1, OWN)
    rule(table, valves, VALVES_1, DROPPED)
    for act in (
        lambda: apply_proposal(made, turbines, at=NOW),
        lambda: vote(made, turbines, "oppose", at=NOW),
        lambda: settle(said.pk, turbines, at=NOW, note="решено"),
        lambda: rule(table, turbines, VALVES_1, OWN, seen=2),
    ):
        with pytest.raises(NotYours):
            act()
    assert in_force(table) == {VALVES_1: OWN}
