"""Blocks as elements: headings, paragraphs, captions, tables, content controls of the gaps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from remeslo.interchange.programmebook.blocks import Block, Contents, Gap, Heading, Level, Paragraph, Piece, Role, Table
from remeslo.interchange.programmebook.word.tables import table_element
from remeslo.interchange.programmebook.word.xml import Element, clean, el, field_runs, paragraph, text_run

_HEADINGS = {
    Level.CHAPTER: "Heading1",
    Level.SECTION: "Heading2",
    Level.PART: "Heading3",
    Level.ANNEX: "BookAnnex",
    Level.ANNEX_SECTION: "BookAnnexSection",
    Level.PLAIN: "BookPlainHeading",
}
_ROLES = {
    Role.BODY: "BodyText",
    Role.NOTE: "BookNote",
    Role.ITEM: "ListBullet",
    Role.NAME: "BookName",
    Role.MARK: "BookMark",
}


@dataclass
class Writer:
    """
    Writes blocks and counts what must be unique or running.

    Parameters
    ----------
    styles
        Identifier in the template by identifier in the starter.
    table_word
        What a caption begins with, and the name of its sequence.
    next_id
        First free number for content controls.
    """

    styles: Mapping[str, str]
    table_word: str
    next_id: int
    tables: int = 0
    gaps: list[Gap] = field(default_factory=list)

    def style(self, key: str) -> str:
        """Identifier of a style in the template."""
        return self.styles.get(key, key)

    def write(self, block: Block, text_width: int) -> Iterator[Element]:
        """The elements of a block; a table is followed by an empty line so that two never grow together."""
        match block:
            case Heading(text, level):
                yield paragraph(self.style(_HEADINGS[level]), text_run(text))
            case Paragraph(pieces, role):
                yield paragraph(self.style(_ROLES[role]), *(self.inline(p) for p in pieces))
            case Table():
                if block.caption:
                    yield self._caption(block.caption)
                yield table_element(block, text_width, self.inline, self.style)
                yield paragraph(self.style("BookAfterTable"))
            case Contents():
                raise TypeError("contents are written last, when every heading is known")

    def inline(self, piece: Piece) -> Element:
        """A run, or the content control of a gap."""
        if isinstance(piece, str):
            return text_run(piece)
        self.gaps.append(piece)
        self.next_id += 1
        properties = el(
            "sdtPr",
            el("alias", val=clean(piece.asks)[:64]),
            el("tag", val=f"gap:{piece.key}"),
            el("id", val=self.next_id),
            el("showingPlcHdr"),
            el("text"),
        )
        look = (el("rStyle", val=self.style("BookGap")), el("shd", val="clear", color="auto", fill="FFF4CC"))
        shown = text_run(piece.asks, *look)
        return el("sdt", properties, el("sdtContent", shown))

    def _caption(self, text: str) -> Element:
        self.tables += 1
        number = field_runs(f"SEQ {self.table_word} \\* ARABIC", str(self.tables))
        runs = (text_run(f"{self.table_word} "), *number, text_run(f" — {text}"))
        return paragraph(self.style("Caption"), *runs)
