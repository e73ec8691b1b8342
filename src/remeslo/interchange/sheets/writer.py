"""A framework as a workbook in the customary form: what it is, its items one a row, its links one a row."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter  # type: ignore[import-untyped]

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.framework import ROOT, Association, Framework, FrameworkItem, ItemText, LinkKind
from remeslo.interchange.sentences import label
from remeslo.interchange.sheets.head import LABELS
from remeslo.interchange.sheets.links import COLUMNS

LONGEST = 32_767
"""Signs that a cell of XLSX holds."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ITEMS: tuple[tuple[str, str], ...] = (
    ("Ключ", "Key"),
    ("Код", "Code"),
    ("Наименование", "Title"),
    ("Вид", "Kind"),
    ("Родитель", "Parent"),
    ("Уровень", "Level"),
    ("Описание", "Description"),
    ("Другие названия", "Alternative labels"),
    ("Краткое наименование", "Short"),
    ("Примечание", "Note"),
    ("Адрес", "URI"),
    ("Статус", "Status"),
    ("Вид у издателя", "Publisher's kind"),
    ("Язык", "Language"),
)
_WORDS: tuple[tuple[str, str], ...] = (_ITEMS[2], _ITEMS[6], _ITEMS[7], _ITEMS[8], _ITEMS[9])


def write(framework: Framework, *, language: str = "ru") -> bytes:
    """
    The workbook. Texts that begin like a formula are marked as text and stay what they are.

    Raises
    ------
    ProblemError
        When a text is longer than a cell holds.
    """
    at = 0 if language == "ru" else 1
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": framework.title, "comments": framework.attribution})
    sheets = _Sheets(book)
    sheets.add(("Справочник", "Framework")[at], None, _head(framework, at), (28, 90))
    header, rows = _items(framework, at, language)
    sheets.add(("Элементы", "Items")[at], header, rows, (16, 16, 70, 16, 16, 10, 50, 40))
    links = [_link(a, at) for a in _beside_parents(framework)]
    if links:
        sheets.add(("Связи", "Links")[at], [words[at] for words in COLUMNS.values()], links, (20, 16, 20, 14, 24))
    book.close()
    return out.getvalue()


class _Sheets:
    """Writes rows of text; nothing is ever taken for a formula, a number or an address."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})

    def add(
        self, title: str, header: Sequence[str] | None, rows: Iterable[Sequence[str]], widths: Sequence[int]
    ) -> None:
        sheet = self.book.add_worksheet(title)
        for n, width in enumerate(widths):
            sheet.set_column(n, n, width)
        first = 0
        if header is not None:
            for n, name in enumerate(header):
                sheet.write_string(0, n, name, self.bold)
            sheet.freeze_panes(1, 0)
            first = 1
        number = first
        for number, row in enumerate(rows, start=first):
            for n, value in enumerate(row):
                if value:
                    sheet.write_string(
                        number, n, _cell(value), self.quoted if value.startswith(_FORMULA) else self.text
                    )
        if header is not None and number > 0:
            sheet.autofilter(0, 0, number, len(header) - 1)


def _cell(value: str) -> str:
    if len(value) > LONGEST:
        raise ProblemError(f"a cell holds {LONGEST} signs, the text {value[:40]!r} has {len(value)}.")
    return "".join(c if c >= " " or c in "\n\t" else " " for c in value)


def _head(f: Framework, at: int) -> list[tuple[str, str]]:
    values = {name: str(getattr(f, name) or "") for name in LABELS if name != "languages"}
    values["languages"] = ", ".join(f.languages)
    return [(words[at], values[name]) for name, words in LABELS.items() if values[name]]


def _items(f: Framework, at: int, language: str) -> tuple[list[str], list[list[str]]]:
    main = f.languages[0] if f.languages else ""
    others = list(dict.fromkeys(t.language for i in f.items for t in i.texts[1:] if t.language))
    names = list(dict.fromkeys(name for i in f.items for name, _ in i.attributes))
    header = [words[at] for words in _ITEMS]
    header += [f"{words[at]} ({other})" for other in others for words in _WORDS]
    header += [f"{('Сведения', 'Attribute')[at]}: {name}" for name in names]
    keys = {i.key for i in f.items}
    parent_of = {a.origin: a.destination for a in reversed(f.associations) if _is_parent(a) and a.destination in keys}
    rows = []
    for item in f.items:
        own = dict(item.attributes)
        further = {t.language: t for t in item.texts[1:]}
        row = _item(item, parent_of.get(item.key, ""), language, main)
        row += [v for other in others for v in _words(further.get(other))]
        row += [own.get(name, "") for name in names]
        rows.append(row)
    return header, rows


def _item(item: FrameworkItem, parent: str, language: str, main: str) -> list[str]:
    text, description, alternative, short, note = _words(item.texts[0])
    kind = label(f"item_kind.{item.kind.value}", language)
    spoken = item.texts[0].language
    tail = [alternative, short, note, item.uri, item.status, item.type_name, "" if spoken == main else spoken]
    return [item.key, item.code, text, kind, parent, item.level, description, *tail]


def _words(words: ItemText | None) -> tuple[str, str, str, str, str]:
    if words is None:
        return "", "", "", "", ""
    labels = "".join(f"{t}\n" for t in words.alternative)
    return words.preferred, words.description, labels, words.short, words.note


def _is_parent(a: Association) -> bool:
    """True for a link of the hierarchy that says nothing but who stands above."""
    bare = a.order is None and not (a.key or a.ratings or a.necessity or a.type_name or a.attributes)
    return a.kind is LinkKind.CHILD_OF and a.destination != ROOT and bare


def _beside_parents(f: Framework) -> Iterable[Association]:
    """Links that the column of parents does not tell: all but the first bare parent of each item that is an item."""
    keys = {i.key for i in f.items}
    told: set[str] = set()
    for a in f.associations:
        if _is_parent(a) and a.origin in keys and a.destination in keys and a.origin not in told:
            told.add(a.origin)
            continue
        yield a


def _link(a: Association, at: int) -> list[str]:
    ratings = "; ".join(f"{r.scale}={r.value}{'' if r.is_usable else '!'}" for r in a.ratings)
    necessity = a.necessity.value if a.necessity else ""
    order = "" if a.order is None else str(a.order)
    further = "\n".join(f"{name}: {value}" for name, value in a.attributes)
    return [a.origin or "/", a.kind.value, a.destination or "/", necessity, ratings, order, a.key, a.type_name, further]
