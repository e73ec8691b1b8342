"""The certificate of a course and the order that sends people to one, opened again by another library."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from remeslo.core.base.findings import ProblemError
from remeslo.interchange.documents import (
    Certificate,
    CertificateKind,
    Sending,
    SendingOrder,
    StandIn,
    certificate_pdf,
    certificates_pdf,
    sending_pdf,
)
from remeslo.interchange.sentences import label

PAPER = Certificate(
    kind=CertificateKind.REFRESHER,
    organisation="Колледж №1",
    settlement="г. Северокамск",
    person="Завьялова Ольга Романовна",
    title="Наладка токарных станков",
    topic="Первая деталь #strong[x] $a$ \\ <b>",
    hours=72,
    first=date(2026, 10, 5),
    last=date(2026, 10, 16),
    issued=date(2026, 10, 17),
    number="ПМ-014/26",
    skills=("токарный станок с ЧПУ — 4",),
    valid_until=date(2029, 10, 16),
    signatures=(("Директор", "Хромцова Л. В."),),
)
GOES = Sending(
    person="Завьялова О. Р.",
    position="преподаватель",
    course="Наладка станков",
    host="АО «Завод»",
    first=date(2026, 10, 5),
    last=date(2026, 10, 16),
    hours=72,
    price=Decimal("18500.5"),
)
STANDS_IN = StandIn(
    person="Ощепков Л. Н.",
    away="Завьялова О. Р.",
    element="МДК.02.01",
    group="он-26",
    first=date(2026, 10, 5),
    last=date(2026, 10, 16),
    hours=16,
)


def texts(data):
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


def test_a_certificate_says_who_learnt_what_where_and_until_when():
    [text] = texts(certificate_pdf(PAPER, language="ru"))

    told = ["УДОСТОВЕРЕНИЕ", "о повышении квалификации", "ПМ-014/26", "Завьялова Ольга Романовна", "72 ак. ч"]
    told += ["05.10.2026 – 16.10.2026", "17.10.2026", "16.10.2029", "Хромцова Л. В.", "токарный станок с ЧПУ — 4"]
    assert [t for t in told if t not in text.replace("\N{NO-BREAK SPACE}", " ")] == []
    assert "#strong[x] $a$ \\ <b>" in text
    assert label("word.illustrative", "ru") not in text


@pytest.mark.parametrize("kind", CertificateKind)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_kind_has_its_heading_and_invented_data_its_mark(kind, language):
    [text] = texts(certificate_pdf(replace(PAPER, kind=kind, illustrative=True), language=language))

    assert label(f"certificate.subheading_{kind}", language) in text
    assert label("word.illustrative", language) in text


def test_what_is_not_known_is_a_line_to_write_on():
    bare = Certificate(
        kind=CertificateKind.REFRESHER,
        organisation="К",
        person="А",
        title="Б",
        hours=16,
        first=date(2026, 1, 1),
        last=date(2026, 1, 2),
    )

    [text] = texts(certificate_pdf(bare, language="ru"))

    assert text.count("________________") >= 4
    assert "—" not in text.split("Объём")[1].split("Сроки")[0]


def test_several_certificates_are_pages_of_one_file_the_same_every_time():
    both = (PAPER, replace(PAPER, person="Иванов Пётр"))

    first, second = texts(certificates_pdf(both, language="ru"))

    assert "Завьялова" in first
    assert "Иванов" in second
    assert certificates_pdf(both, language="ru") == certificates_pdf(both, language="ru")


@pytest.mark.parametrize("wrong", [{"hours": 0}, {"last": date(2026, 10, 4)}])
def test_a_certificate_of_nothing_is_refused(wrong):
    with pytest.raises(ProblemError):
        replace(PAPER, **wrong)


def test_an_order_sends_people_names_who_stands_in_and_sums_the_prices():
    order = SendingOrder(
        organisation="Колледж №1", sendings=(GOES, GOES), stand_ins=(STANDS_IN,), currency="руб.", grounds="план"
    )

    text = " ".join(texts(sending_pdf(order, language="ru"))).replace("\N{NO-BREAK SPACE}", " ")

    told = [
        "ПРИКАЗ",
        "ПРИКАЗЫВАЮ",
        "Завьялова О. Р.",
        "18 500,50",
        "Всего: 37 001,00 руб.",
        "Ощепков Л. Н.",
        "МДК.02.01",
    ]
    assert [t for t in told if t not in text] == []
    assert text.count("4. Контроль") == 1
    assert text.split("ознакомлены:")[1].count("Завьялова") == 1


def test_an_order_without_stand_ins_has_no_empty_list():
    text = " ".join(texts(sending_pdf(SendingOrder(organisation="College", sendings=(GOES,)), language="en")))

    assert "Lessons meanwhile" not in text
    assert "3. I keep" in text
    with pytest.raises(ProblemError):
        SendingOrder(organisation="College", sendings=())
