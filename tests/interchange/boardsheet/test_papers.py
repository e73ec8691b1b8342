"""The report of a year as DOCX and PDF: everything that is said stands in it, as text."""

import io
import zipfile
from fractions import Fraction

import pytest
from lxml import etree

from remeslo.interchange.boardsheet import Bar, Figure, Part, YearPaper, year_docx, year_pdf

PAPER = YearPaper(
    heading="Чего мы достигли за 2025 год",
    subject="Кластер <b>#strong</b>",
    facts=(("Регион", "Выдуманный край"),),
    figures_title="Показатели",
    heads=("Показатель", "Значение", "Над ÷ под", "План", "Выполнено", "Год назад", "Состояние"),
    figures=(
        Figure(title="K12 Завершили", value="72,7 %", made_of="16 ÷ 22", plan="50,0 %", state="полный"),
        Figure(title="K3 Трудоустроены", value="скрыто", state="скрыто, малая группа"),
    ),
    parts=(
        Part(title="Что удалось", text="Открыли мастерскую.\n\n$x$ #import"),
        Part(
            title="Колледжи",
            heads=("Колледж", "Завершили"),
            rows=(("Базовый", "75,0 %"), ("Сетевой", "скрыто")),
            bars=(Bar("Базовый", "75,0 %", Fraction(3, 4)), Bar("Сетевой", "скрыто", None)),
        ),
    ),
    approved_title="Утверждено",
    approved=("министерство, 24 ноября 2026",),
    notes_title="Примечания",
    notes=("Малые числа скрыты.",),
    signs=("Директор",),
    marked="Учебный пример",
)


def test_docx_says_everything_the_paper_says():
    with zipfile.ZipFile(io.BytesIO(year_docx(PAPER, language="ru"))) as archive:
        trees = [etree.fromstring(archive.read(n)) for n in archive.namelist() if n.startswith("word/") and "xml" in n]
    text = "\n".join(t for tree in trees for t in tree.itertext())

    said = [PAPER.heading, PAPER.subject, "$x$ #import", "16 ÷ 22", "скрыто", "Сетевой", *PAPER.approved, *PAPER.notes]
    assert [s for s in (*said, PAPER.marked, "Директор") if s not in text] == []


@pytest.mark.parametrize("make", [year_docx, year_pdf])
def test_the_same_values_give_the_same_bytes(make):
    assert make(PAPER, language="ru") == make(PAPER, language="ru")


def test_pdf_is_made_of_a_paper_without_parts():
    bare = YearPaper(heading="h", subject="s", facts=(), figures_title="f", heads=PAPER.heads, figures=())

    assert year_pdf(bare, language="en").startswith(b"%PDF-")
