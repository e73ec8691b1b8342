"""The report of a year as DOCX, in the styles of the programme's book: tables without pictures."""

from collections.abc import Iterator

from remeslo.interchange.boardsheet.paper import YearPaper
from remeslo.interchange.coursepapers.docx import blocks_docx
from remeslo.interchange.programmebook.blocks import Block, Gap, Heading, Level, Paragraph, Role, Row, Table, cell, head
from remeslo.interchange.sentences import Language

_WIDTHS = (3.2, 1.2, 1.5, 1.1, 1.1, 1.2, 1.5)


def year_docx(paper: YearPaper, *, language: Language) -> bytes:
    """The document; the same values give the same bytes."""
    return blocks_docx(_blocks(paper), language=language, title=f"{paper.heading}. {paper.subject}", note=paper.marked)


def _blocks(paper: YearPaper) -> Iterator[Block]:
    yield Paragraph((paper.heading,), Role.NAME)
    yield Paragraph((paper.subject,), Role.NAME)
    yield _table("facts", "", (2, 3), (), paper.facts)
    for part in paper.parts:
        if part.text and not part.rows:
            yield Heading(part.title, Level.PLAIN)
            yield from (Paragraph((line,)) for line in part.text.splitlines() if line.strip())
    yield Heading(paper.figures_title, Level.PLAIN)
    yield _table("figures", paper.figures_title, _WIDTHS, paper.heads, paper.rows(), small=True)
    for part in paper.parts:
        if part.rows:
            yield Heading(part.title, Level.PLAIN)
            widths = (3.0, *(1.0 for _ in part.heads[1:]))
            yield _table("part", part.title, widths, part.heads, part.rows)
    if paper.approved:
        yield Heading(paper.approved_title, Level.PLAIN)
        yield from (Paragraph((line,), Role.ITEM) for line in paper.approved)
    if paper.notes:
        yield Heading(paper.notes_title, Level.PLAIN)
        yield from (Paragraph((line,), Role.NOTE) for line in paper.notes)
    for n, sign in enumerate(paper.signs):
        yield Paragraph((f"{sign}   ____________________   ", Gap(f"sign_{n}", sign)))


def _table(
    key: str,
    caption: str,
    widths: tuple[float, ...],
    heads: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    small: bool = False,
) -> Table:
    lines = tuple(Row(tuple(cell(text) for text in row)) for row in rows)
    return Table(key, caption, widths, head(*heads) if heads else (), lines, small=small, lined=bool(heads))
