"""
The book rendered to PDF by LibreOffice, where the system has it: nothing outside the margins, no word cut or lost.

LibreOffice is one of the two programs that colleges open the document with; what Word does is not seen here.
"""

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.interchange.programmebook import docxcheck, wide
from tests.web import factories

from remeslo.interchange import programmebook

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
POINTS_A_TWIP = 1 / 20
SLACK = 2.0  # points: borders are drawn around the edge of a cell
PAINTS = (b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
SECONDS = 900  # a loaded machine; the work itself takes about 15 s of CPU

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine (on Debian: libreoffice-writer-nogui)"),
]


@dataclass(frozen=True)
class Page:
    """A page in points; ``marks`` are places across it where something is drawn or written."""

    text: str
    width: float
    lies: bool
    marks: frozenset


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """The book of the widest programme, and its pages."""
    folder = tmp_path_factory.mktemp("render")
    data = programmebook.book_docx(factories.cluster(), wide.outcome(), language="ru").data
    (folder / "book.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [OFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "book.docx")]
    subprocess.run(words, check=True, capture_output=True, timeout=SECONDS)
    return data, [_looked_at(page) for page in PdfReader(Path(folder / "book.pdf")).pages]


def test_nothing_is_drawn_or_written_outside_the_side_margins(rendered):
    data, pages = rendered
    margins = _margins(data)
    outside = set()
    for number, page in enumerate(pages, start=1):
        left, right = margins[page.lies]
        for x in page.marks:
            if not left - SLACK <= x <= page.width - right + SLACK:
                outside.add((number, round(x)))

    assert outside == set()


def test_no_word_is_cut_in_two_or_lost(rendered):
    data, pages = rendered
    document = docxcheck.trees(data)["word/document.xml"]
    written = Counter(_words(docxcheck.text(document)))

    seen = Counter(_words("\n".join(page.text for page in pages)))

    lost = {word: (n, seen[word]) for word, n in written.items() if seen[word] < n}
    assert lost == {}


def test_pages_lie_where_the_tables_are_wide(rendered):
    _, pages = rendered
    lying = [page for page in pages if page.lies]

    texts = " ".join(page.text for page in lying)
    assert 0 < len(lying) < len(pages) / 2
    assert "Календарный учебный график" in texts and "Учебный план" in texts


def _margins(data):
    """Left and right margin in points of upright (False) and lying (True) pages."""
    found = {}
    for section in docxcheck.trees(data)["word/document.xml"].iter(f"{docxcheck.W}sectPr"):
        margin = section.find(f"{docxcheck.W}pgMar")
        is_lying = section.find(f"{docxcheck.W}pgSz").get(f"{docxcheck.W}orient") == "landscape"
        sides = (int(margin.get(f"{docxcheck.W}{side}")) * POINTS_A_TWIP for side in ("left", "right"))
        found[is_lying] = tuple(sides)
    return found


def _looked_at(page):
    """A page's text, and how far from its left edge lines of tables run and pieces of text begin."""
    found, path = [], []

    def seen(operator, operands, matrix, text_matrix):
        if operator in (b"m", b"l"):
            path.append(_across(operands[0], operands[1], matrix))
        elif operator == b"re":
            x, y, width, height = (float(v) for v in operands)
            path.extend((_across(x, y, matrix), _across(x + width, y + height, matrix)))
        elif operator in (b"Tj", b"TJ"):
            found.append(_across(text_matrix[4], text_matrix[5], matrix))
        elif operator in PAINTS or operator == b"n":  # a path that ends by n only clips
            found.extend(path if operator in PAINTS else ())
            path.clear()

    text = page.extract_text(visitor_operand_before=seen)
    width = float(page.mediabox.width)
    return Page(text, width, width > float(page.mediabox.height), frozenset(found))


def _across(x, y, matrix):
    return round(float(matrix[0]) * float(x) + float(matrix[2]) * float(y) + float(matrix[4]), 1)


def _words(text):
    """Words of five letters and more in small letters; shorter ones are too often parts of codes and numbers."""
    return re.findall(r"[^\W\d_]{5,}", text.lower())
