"""``read(write(x)) == x`` for any standards in normal form, and for any way in which the lists are boxed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.standards import (
    ClassifierEntry,
    Developer,
    GeneralisedFunction,
    OccupationalStandard,
    WorkFunction,
)
from remeslo.interchange.profstandart import read, write
from remeslo.interchange.profstandart.normal import cleaned

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"])
TEXT = st.text(LETTERS | st.sampled_from("<>&\"' -–—.абвёЁ12\n"), min_size=1, max_size=40)
NORMAL = TEXT.map(lambda t: cleaned(t).text).filter(bool).filter(lambda t: cleaned(t).text == t)
MAYBE = st.just("") | NORMAL
TEXTS = st.lists(NORMAL, max_size=4).map(tuple)
LEVEL = st.sampled_from(["", "2", "3", "6.1"])
ENTRY = st.builds(
    ClassifierEntry,
    classifier=st.sampled_from(["OKZ", "OKVED", "EKS", "OKPDTR", "OKSO"]),
    code=st.sampled_from(["7223", "85.21", "§ 45"]),
    name=MAYBE,
)
FUNCTION = st.builds(
    WorkFunction,
    code=st.from_regex(r"[A-H]/0[1-9]\.[1-8]", fullmatch=True),
    name=NORMAL,
    level=LEVEL,
    actions=TEXTS,
    skills=TEXTS,
    knowledge=TEXTS,
    other=TEXTS,
    footnotes=TEXTS,
)
GENERALISED = st.builds(
    GeneralisedFunction,
    code=st.sampled_from("ABCDEFGH"),
    name=NORMAL,
    level=LEVEL,
    job_titles=TEXTS,
    education=TEXTS,
    experience=TEXTS,
    conditions=TEXTS,
    other=TEXTS,
    classifiers=st.lists(ENTRY, max_size=4).map(tuple),
    functions=st.lists(FUNCTION, max_size=3).map(tuple),
)
STANDARD = st.builds(
    OccupationalStandard,
    code=st.from_regex(r"[0-4][0-9]\.[0-9]{3}", fullmatch=True),
    title=NORMAL,
    registration_number=st.integers(1, 2000).map(str),
    order_number=st.just("") | st.integers(1, 999).map(lambda n: f"{n}н"),
    approved=st.none() | st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    activity=MAYBE,
    purpose=MAYBE,
    classifiers=st.lists(ENTRY, max_size=4).map(tuple),
    generalised=st.lists(GENERALISED, max_size=3).map(tuple),
    responsible=st.none() | st.builds(Developer, organisation=NORMAL, position=MAYBE, head=MAYBE),
    developers=TEXTS,
)
BOXES = ["LaborAction", "RequiredSkill", "NecessaryKnowledge", "ParticularWorkFunction", "GeneralizedWorkFunction"]


@settings(max_examples=60)
@given(st.lists(STANDARD, min_size=1, max_size=2))
def test_what_is_written_is_read_back_equal(standards: list[OccupationalStandard]) -> None:
    reading = read(write(standards), name="s.xml")

    assert list(reading.standards) == standards
    assert reading.found == reading.counted
    assert not {"standards.counts_differ", "standards.unread_elements"} & {f.code for f in reading.findings}


@settings(max_examples=60)
@given(st.lists(STANDARD, min_size=1, max_size=2), st.data())
def test_however_lists_are_boxed_the_same_is_read(standards: list[OccupationalStandard], data: st.DataObject) -> None:
    text = write(standards).decode()
    for item in data.draw(st.lists(st.sampled_from(BOXES), unique=True)):
        form = data.draw(st.sampled_from(["singular", "none", "twice", "lower"]))
        pattern = re.compile(rf"<(/?){item}s(/?)>")
        if form == "singular":
            text = pattern.sub(rf"<\g<1>{item}\g<2>>", text)
        elif form == "none":
            text = pattern.sub("", text)
        elif form == "twice":
            text = pattern.sub(rf"<\g<1>{item}s\g<2>><\g<1>{item}s\g<2>>", text)
        else:
            text = text.replace(f"{item}s>", f"{item.lower()}S>").replace(f"{item}s/>", f"{item.lower()}S/>")
    reading = read(text.encode(), name="s.xml")

    assert list(reading.standards) == standards
    assert reading.found == reading.counted


@given(TEXT)
def test_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    once = cleaned(text).text

    assert cleaned(once).text == once


@given(TEXT)
def test_normal_form_keeps_every_letter_and_digit_outside_markup(text: str) -> None:
    if "<" in text or "&" in text:
        return

    def kept(t: str) -> list[str]:
        return [c for c in t if c.isalnum()]

    assert kept(cleaned(text).text) == kept(cleaned(text + " ").text)
    assert len(kept(cleaned(text).text)) >= len([c for c in text if c.isascii() and c.isalnum()])


def test_written_file_keeps_the_registrys_order_of_elements(sample: str) -> None:
    def tags(text: str) -> list[str]:
        return list(dict.fromkeys(re.findall(r"<([A-Za-z]+)", text)))

    sample = sample.replace(">-<", ">Не менее года<")
    written = write(read(sample.encode(), name="s.xml").standards).decode()

    assert written.startswith("<?xml version='1.0' encoding='utf-8'?>\n<XMLCardInfo>\n  <ProfessionalStandarts>")
    assert [t for t in tags(written) if t in tags(sample)] == tags(sample)


def test_text_that_xml_cannot_hold_is_named() -> None:
    broken = OccupationalStandard(
        code="99.001", title="a\x00b", registration_number="1", order_number="1н", approved=date(2020, 1, 2)
    )

    with pytest.raises(ProblemError, match=r"99\.001@1н-2020-01-02"):
        write([broken])
