"""The tree: every element once, hours and payers add up at each node, ranges hold; what one employer asks for alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.competence import builders
from tests.core.competence.studio.obeyed import CARDS, CRANE, LATHE, TURNING, ruled
from tests.core.competence.studio.ruled import at, rulings

from remeslo.core.competence.model import GapClass
from remeslo.core.competence.structure.alone import asked_alone
from remeslo.core.competence.structure.tree import NodeKind, tree
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import AnswerRuling, Payer, PayerRuling


@settings(deadline=None, max_examples=12)
@given(st.data(), builders.cards(most=3))
def test_hours_and_payers_add_up_at_every_node_under_any_rulings(data: st.DataObject, cards) -> None:
    design = ruled(data.draw(rulings(cards, builders.design(cards))), cards)

    nodes = [node for _, node in tree(design, builders.state()).walk()]

    assert [n.key for n in nodes if n.kind is NodeKind.ELEMENT] == [e.index for e in design.elements]
    for n in nodes:
        if n.children:
            for total in ("hours", "mandatory", "variative", "block"):
                assert getattr(n, total) == sum(getattr(c, total) for c in n.children)
        if n.children and n.kind is not NodeKind.PROGRAMME:
            assert (n.least, n.most) == (sum(c.least for c in n.children), sum(c.most for c in n.children))
        assert 0 <= n.block <= n.variative
        if n.kind is not NodeKind.PROGRAMME:
            assert 0 < n.least <= n.hours <= n.most


def test_the_programme_closes_to_its_total_and_modules_bear_their_activities_names() -> None:
    whole = tree(ruled({}), builders.state())

    assert (whole.least, whole.hours, whole.most, whole.is_open) == (1476, 1476, 1476, False)
    assert [c.key for c in whole.children] == ["СГ", "ОП", "П", "ГИА"]
    professional = whole.children[2]
    assert [(m.key, m.title) for m in professional.children] == [
        ("ПМ.01", "Обработка деталей на станках"),
        ("ПМ.02", "Термическая обработка деталей"),
        ("ПМ.03", "Дополнительный профессиональный блок по запросам работодателей"),
    ]
    block = professional.children[2]
    assert (block.mandatory, block.block, block.variative) == (0, block.hours, block.hours)
    assert {depth for depth, n in whole.walk() if n.kind is NodeKind.MODULE} == {2}


def test_what_one_employer_alone_asks_for_names_who_pays() -> None:
    said = {
        f"payer:{LATHE}": PayerRuling(payer=Payer.EMPLOYER),
        f"answer:{TURNING}": AnswerRuling(answer=GapClass.DEEPEN, competence="ПК 1.1"),
        f"payer:{TURNING}": PayerRuling(payer=Payer.CORE),
        "answer:own:b/2": AnswerRuling(answer=GapClass.REJECTED),
    }
    made = at(said.items())

    alone = {x.gap.line.key: (x.employer, x.payer, bool(x.elements)) for x in asked_alone(ruled(made, CARDS), made)}

    assert CRANE not in alone
    assert alone[LATHE] == ("works-a", Payer.EMPLOYER, False)
    assert alone[TURNING] == ("works-a", Payer.CORE, True)
    assert alone["own:b/2"] == ("works-b", None, False)
    assert alone["own:b/3"] == ("works-b", Payer.VARIABLE, True)
    assert dict.fromkeys(x.payer for x in asked_alone(ruled({}), Rulings.NONE)) == {
        Payer.VARIABLE: None,
        Payer.CORE: None,
    }
