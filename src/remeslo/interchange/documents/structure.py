"""The structure of a programme as a workbook: the tree with hours, bounds and payers, folded as an outline of rows."""

from remeslo.core.competence.structure.tree import Node, NodeKind
from remeslo.interchange.documents.workbook import Workbook
from remeslo.interchange.sentences import Language, label

_COLUMNS = ("key", "title", "kind", "take", "hours", "least", "most", "mandatory", "variative", "block", "state")
_SUMS = frozenset({NodeKind.PROGRAMME, NodeKind.CYCLE, NodeKind.MODULE, NodeKind.GROUP})
_MOST_LEVELS = 7
"""Levels of an outline that a workbook has."""


def structure_xlsx(whole: Node, *, title: str, language: Language, illustrative: bool = False) -> bytes:
    """One sheet: a row for each node, deeper ones indented and grouped; the same values give the same bytes."""
    heading = label("structure_column.heading", language)
    book = Workbook(title=f"{heading}: {title}")
    note = label("word.illustrative", language) if illustrative else ""
    sheet = book.sheet(heading, repeat_rows=3, footer=note)
    book.text(sheet, 0, 0, f"{heading}: {title}", "title")
    for column, name in enumerate(_COLUMNS):
        book.text(sheet, 2, column, label(f"structure_column.{name}", language), "head")
    for line, (depth, node) in enumerate(whole.walk(), start=3):
        style = "total" if node.kind is NodeKind.PROGRAMME else "module" if node.kind in _SUMS else ""
        words, numbers = (f"{style}_text", f"{style}_number") if style else ("text", "number")
        texts = (
            node.key,
            "    " * depth + _title(node, language),
            label(f"node_kind.{node.kind}", language),
            _take(node),
        )
        for column, text in enumerate(texts):
            book.text(sheet, line, column, text, words)
        for column, count in enumerate(_counts(node), start=len(texts)):
            if count is None:
                book.text(sheet, line, column, "", words)
            else:
                book.number(sheet, line, column, count, numbers)
        state = "" if node.kind is NodeKind.OPTION else label(f"node_state.{node.state}", language)
        book.text(sheet, line, len(_COLUMNS) - 1, state, words)
        if depth:
            sheet.set_row(line, None, None, {"level": min(depth, _MOST_LEVELS)})
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, len(_COLUMNS) - 1, 14)
    sheet.freeze_panes(3, 2)
    return book.bytes()


def _counts(node: Node) -> tuple[int | None, ...]:
    """Hours, least, most, and hours by payer; an option has only its range, its hours are those of the choice."""
    if node.kind is NodeKind.OPTION:
        return (None, node.least, node.most, None, None, None)
    return (node.hours, node.least, node.most, node.mandatory, node.variative - node.block, node.block)


def _title(node: Node, language: Language) -> str:
    return label(f"cycle.{node.key}", language) if node.kind is NodeKind.CYCLE else node.title


def _take(node: Node) -> str:
    """How many of what is offered: ``1/3``, ``1–2/4``; nothing where everything is taken."""
    rule = node.rule
    if rule is None or not rule.is_choice:
        return ""
    least, most = rule.take
    return f"{least}/{len(rule.below)}" if least == most else f"{least}–{most}/{len(rule.below)}"
