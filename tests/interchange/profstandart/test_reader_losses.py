"""The reader: what it does not read is counted and told, never lost in silence."""

from __future__ import annotations

import pytest
from tests.interchange.profstandart.samples import changed, codes, only, reading, told

from remeslo.core.base.findings import Severity


@pytest.mark.parametrize(
    ("old", "new", "items"),
    [
        ("</FirstSection>", "<NewField>новое</NewField></FirstSection>", ("NewField",)),
        (
            "</ParticularWorkFunction>\n<Part",
            "<Extra>x<Deep>y</Deep></Extra></ParticularWorkFunction>\n<Part",
            ("Extra", "Deep"),
        ),
        ("<LaborActions>\n", "<LaborActions>вне списка\n", ("LaborActions",)),
        ("</LaborAction>\n<Lab", "</LaborAction> хвост <Lab", ("LaborActions",)),
        (
            "<OrderNumber>101н</OrderNumber>",
            "<OrderNumber>101н</OrderNumber><OrderNumber>102н</OrderNumber>",
            ("OrderNumber",),
        ),
        ("<OrderNumber>", '<OrderNumber was="99н">', ("OrderNumber/@was",)),
        ("<ThirdSection>", "<ThirdSection>" + "<Note>a</Note>" * 3, ("Note × 3",)),
    ],
)
def test_text_that_nothing_reads_is_counted_and_told_by_tag(
    sample: str, old: str, new: str, items: tuple[str, ...]
) -> None:
    text = sample.replace(old, new, 1)
    (finding,) = told(text)

    assert only(text) == only(sample)
    assert (finding.code, finding.severity) == ("standards.unread_elements", Severity.WARNING)
    assert (finding.facts["items"], finding.facts["standard"]) == (items, "99.001")


def test_text_outside_all_standards_is_told_as_the_files(sample: str) -> None:
    (finding,) = told(changed(sample, "<ProfessionalStandarts>", "<Exported>вчера</Exported><ProfessionalStandarts>"))

    assert (finding.code, finding.where) == ("standards.unread_elements", "s.xml")
    assert finding.facts == {"items": ("Exported",), "count": 1}


def test_statements_where_the_reader_does_not_look_make_a_hard_difference(sample: str) -> None:
    """The independent count knows no paths: what lies in the wrong place is found, and missed, and told."""
    text = changed(
        sample, "</ThirdSection>", "</ThirdSection><Lost><LaborAction>Потерянное действие</LaborAction></Lost>"
    )
    hard = [f for f in told(text) if f.hard]

    assert [(f.code, dict(f.facts)) for f in hard] == [
        ("standards.counts_differ", {"kind": "labour_actions", "found": 4, "read": 3})
    ]
    assert "standards.unread_elements" in codes(text)


def test_unknown_items_inside_a_list_make_a_hard_difference(sample: str) -> None:
    text = changed(sample, "<LaborAction>Пуск на холостом ходу</LaborAction>", "<Item>Пуск</Item><Item>Останов</Item>")

    assert only(text).functions[1].actions == ()
    assert {f.code for f in told(text) if f.hard} == {"standards.counts_differ"}
    assert [f.facts["items"] for f in told(text) if f.code == "standards.unread_elements"] == [("Item × 2",)]


# --- other files ------------------------------------------------------------------------------------------------


def test_another_vocabulary_is_named_with_what_was_expected() -> None:
    (finding,) = reading("<Документ><План/></Документ>").findings

    assert (finding.code, finding.where, finding.severity) == (
        "standards.other_vocabulary",
        "s.xml:1",
        Severity.STOPS_SAVING,
    )
    assert finding.facts == {"root": "Документ", "expected": "XMLCardInfo/ProfessionalStandarts/ProfessionalStandart"}


@pytest.mark.parametrize(
    "text",
    [
        "<XMLCardInfo/>",
        "<XMLCardInfo><ProfessionalStandarts/></XMLCardInfo>",
        "<XMLCardInfo><ProfessionalStandart> - </ProfessionalStandart></XMLCardInfo>",
        "<ProfessionalStandart/>",
    ],
)
def test_registry_file_without_a_standard_says_so(text: str) -> None:
    result = reading(text)

    assert [(f.code, f.severity) for f in result.findings] == [("standards.none_in_file", Severity.STOPS_SAVING)]
    assert not result.is_readable


def test_standard_without_functions_is_hard(sample: str) -> None:
    start, end = sample.index("<ThirdSection>"), sample.index("</ThirdSection>")
    (finding,) = told(sample[:start] + "<ThirdSection>" + sample[end:])

    assert (finding.code, finding.hard) == ("standards.no_functions", True)
