"""Minutes read back: everything that was decided stands in them, in both languages, whatever people wrote."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.dialogue.meeting import MeetingKind
from remeslo.core.dialogue.voting import Because, Outcome
from remeslo.interchange.minutes import (
    MinutesPaper,
    Point,
    Present,
    SignedBy,
    Tabled,
    Task,
    minutes_docx,
    minutes_name,
)
from remeslo.interchange.minutes.words import word
from remeslo.interchange.values import from_json, to_json

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
PAPER = MinutesPaper(
    cluster="Кластер",
    kind=MeetingKind.ROUND_TABLE,
    number=3,
    version=2,
    title="Диалог",
    at=AT,
    chair="А. Первая",
    secretary="Б. Второй",
    people=(Present(name="А. Первая", organisation="Колледж"), Present(name="В. Третий", there=False)),
    called=3,
    there=2,
    needed=2,
    points=(
        Point(
            title="Мастерские",
            heard="Обсудили\nдва раза",
            tabled=(
                Tabled(
                    text="Открыть",
                    author="Завод",
                    outcome=Outcome.ACCEPTED,
                    because=Because.MORE_FOR,
                    for_it=2,
                    votes=(("Завод", "for"), ("Колледж", "for")),
                ),
                Tabled(text="Закрыть"),
            ),
            tasks=(Task(number=7, text="Открыть мастерскую", owner="Колледж", due=date(2026, 12, 20)),),
        ),
        Point(title="", tasks=(Task(number=8, text="Прочее", owner="Завод", who="Г.", due=date(2027, 1, 9)),)),
    ),
    illustrative=True,
)


def text_of(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        body = package.read(part).decode()
    return unescape("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", body)))


@pytest.mark.parametrize(
    ("language", "words"),
    (
        ("ru", ("ПРОТОКОЛ № 3", "круглого стола", "20.12.2026", "Завод — за", "Разное", "снято")),
        ("en", ("MINUTES No. 3", "round table", "2026-12-20", "Завод — for", "Any other business", "withdrawn")),
    ),
)
def test_minutes_hold_people_votes_and_every_decision(language, words):
    data = minutes_docx(PAPER, language=language)
    text = text_of(data)

    for found in (*words, "А. Первая", "В. Третий", "Открыть мастерскую", "Прочее", "два раза"):
        assert found in text
    assert text.count("Открыть мастерскую") == 2  # under its point and in the list of all
    assert text_of(data, "word/header1.xml").strip()  # data is invented: the head says so
    assert minutes_docx(PAPER, language=language) == data
    assert minutes_name(PAPER) == "minutes-3-v2.docx"


def test_signatures_stand_in_the_paper_with_the_version():
    signed = (SignedBy("chair", "А. Первая", AT, "ab" * 32),)

    text = text_of(minutes_docx(PAPER, language="ru", signatures=signed))

    assert "подписано в системе 24.11.2026" in text and "abababababababab" in text
    assert text.count("____________________") == 1  # the secretary has not signed


@settings(max_examples=10)
@given(st.text(max_size=80), st.text(max_size=80))
def test_anything_that_people_write_makes_a_document_and_survives_as_json(title, heard):
    paper = MinutesPaper(
        cluster="К",
        kind=MeetingKind.WORKING_GROUP,
        number=1,
        version=0,
        title=title,
        at=AT,
        points=(Point(title=title, heard=heard, tabled=(Tabled(text=heard),)),),
    )

    assert text_of(minutes_docx(paper, language="en"))
    assert from_json(MinutesPaper, to_json(paper)) == paper


def test_every_outcome_and_reason_has_a_word_in_both_languages():
    reasons = {"tie_refused_why" if b is Because.TIE_REFUSED else b.value for b in Because}
    keys = [*Outcome, *reasons, "tie_refused", "tie_chair", *MeetingKind]

    assert all(word(str(key), language) for key in keys for language in ("ru", "en"))
