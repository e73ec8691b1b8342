"""The paper of an agreement: every clause in words of both languages, keys that stay, a DOCX with a place to sign."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.agreements.papers import DAY, HASH, payment, quota, signatory, signed

from remeslo.core.agreements.agreement import Party, Said
from remeslo.core.agreements.clause import MAY, NEEDS, Clause
from remeslo.core.agreements.kinds import Basis, ClauseKey, ClauseKind, PaymentForm, Unit
from remeslo.interchange.agreementpack import builtin
from remeslo.interchange.agreementpaper import PaperScene, agreement_docx, paper_lines
from remeslo.interchange.agreementpaper.words import nested

GIVEN = {
    "to": "net",
    "workshops": ("w1",),
    "programme": "welder",
    "elements": ("УП.01",),
    "count": 12,
    "unit": Unit.HOUR,
    "amount": Decimal("1250.50"),
    "form": PaymentForm.IN_KIND,
}
SCENE = PaperScene(
    pack=builtin(),
    organisations={"base": "Базовый колледж", "net": "Сетевой колледж"},
    workshops={"w1": "Сварочная"},
    programmes={"welder": "Сварщик"},
    illustrative=True,
)


def clause(kind: ClauseKind) -> Clause:
    said = {name: GIVEN[name] for name in (*NEEDS[kind], *MAY[kind]) if name in GIVEN}
    return Clause(key=ClauseKey("2.1"), kind=kind, party="base", text="Слова пункта", first=DAY, **said)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("kind", list(ClauseKind), ids=str)
def test_clause_of_each_kind_says_all_its_data_in_words(kind: ClauseKind, language: str) -> None:
    own = clause(kind)
    (line,) = [p for p in paper_lines(signed("A", own), SCENE, language) if p.key == "clause/2.1"]  # type: ignore[arg-type]

    assert not re.search(r"[{}]|None", line.text)
    said = {
        "to": "Сетевой колледж",
        "workshops": "Сварочная",
        "programme": "Сварщик",
        "elements": "УП.01",
        "count": "12",
    }
    for name, word in said.items():
        assert (word in line.text) is (getattr(own, name) not in (None, ()))
    assert "Базовый колледж" in line.text and "Слова пункта" in line.text
    if own.amount is not None:
        assert ("1\N{NO-BREAK SPACE}250,50" if language == "ru" else "1,250.50") in line.text


def test_lines_keep_their_keys_from_version_to_version() -> None:
    before = signed("A", quota("1", "base", "net", ("w1",)), payment("2", "net", "10"))
    after = replace(before, clauses=(payment("2", "net", "11"),))
    keys = [{line.key for line in paper_lines(a, SCENE, "ru")} for a in (before, after)]

    assert keys[0] - keys[1] == {"clause/1"} and keys[1] <= keys[0]


def test_authority_person_renewal_and_unverified_points_are_written() -> None:
    power = {"basis": Basis.POWER_OF_ATTORNEY, "number": "7", "since": date(2026, 1, 1), "until": date(2027, 1, 1)}
    agreement = signed(
        "A",
        parties=(Party(key="base", organisation="base"), Party(key="net", organisation="net", person="L-7")),
        signatories=(signatory("base", **power), signatory("net", basis=Basis.OWN_NAME)),
        points=(Said(point="documents", text="свидетельство"),),
        renews="A0",
        gap="лето",
        amends=None,
    )
    text = "\n".join(line.text for line in paper_lines(agreement, SCENE, "ru"))

    for words in ("доверенности № 7 (с 01.01.2026", "L-7 („Сетевой колледж“)", "от своего имени", "№ A0", "лето"):
        assert words in text
    assert "свидетельство [условие по данным проекта, с текстом акта не сверено]" in text


def test_document_has_the_text_places_to_sign_the_hash_and_the_same_bytes_again() -> None:
    agreement = signed("A", quota("1", "base", "net", ("w1",)))
    lines = paper_lines(agreement, SCENE, "ru")
    made = [agreement_docx(agreement, lines, SCENE, language="ru", signed={"s-base": DAY}) for _ in range(2)]
    with zipfile.ZipFile(io.BytesIO(made[0])) as box:
        parts = {n: box.read(n).decode() for n in box.namelist() if n.endswith(".xml")}
    text = re.sub(r"<[^>]+>", "", parts["word/document.xml"])

    assert made[0] == made[1]
    assert HASH in text and "подписано в системе 01.09.2026" in text and "Сварочная" in text
    assert sum("учебный пример" in re.sub(r"<[^>]+>", "", p).casefold() for p in parts.values()) >= 1


def test_draft_says_that_there_is_nothing_to_sign() -> None:
    draft = replace(signed("A"), versions=(), signatures=(), sent=None)
    paper = agreement_docx(draft, paper_lines(draft, SCENE, "en"), SCENE, language="en")
    with zipfile.ZipFile(io.BytesIO(paper)) as box:
        assert "Draft: there is no hash yet" in box.read("word/document.xml").decode()


@given(st.text("АО «»", max_size=20))
def test_marks_inside_others_are_of_the_second_kind_and_no_letter_changes(text: str) -> None:
    told = nested(f"«{text}» принимает")

    assert nested(told) == told
    assert re.sub("[«„»“]", "", told) == re.sub("[«»]", "", f"«{text}» принимает")


def test_a_name_with_marks_of_its_own_does_not_double_them() -> None:
    assert nested("«АО «Завод»» передаёт «ООО «Цех»»") == "«АО „Завод“» передаёт «ООО „Цех“»"
