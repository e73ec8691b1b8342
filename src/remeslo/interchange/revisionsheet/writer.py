"""The review list as a workbook: a row for each link, with columns to decide in; same list, same bytes."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.revision import Decision, EditionDiff, Resolution, ReviewItem, ReviewList
from remeslo.interchange.revisionsheet.columns import COLUMNS
from remeslo.interchange.revisionsheet.holders import holder
from remeslo.interchange.revisionsheet.report import reason
from remeslo.interchange.sentences import Language, label

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f]")
_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_CELL = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}
_FORMULA = ("=", "+", "-", "@")


def write(
    review: ReviewList,
    diff: EditionDiff,
    *,
    language: Language = "ru",
    decided: Mapping[str, Resolution] | None = None,
    seen: Mapping[str, int] | None = None,
) -> bytes:
    """
    The workbook; ``decided`` by the key of the link fills the columns of decisions.

    ``seen``, by the key too, is the number of the newest decision (0: none), given back by `read` as it was.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = f"{review.programme}: {review.old} → {review.new}"
    book.set_properties({"title": title, "created": _FIRST_DAY.replace(tzinfo=None)})
    head = book.add_format({**_CELL, "bold": True, "bg_color": "#E6ECF2"})
    cell = book.add_format({**_CELL, "num_format": "@"})
    quoted = book.add_format({**_CELL, "num_format": "@", "quote_prefix": True})
    filled = book.add_format({**_CELL, "num_format": "@", "bg_color": "#FFF8E1"})
    sheet: Any = book.add_worksheet("Пересмотр" if language == "ru" else "Review")
    for at, column in enumerate(COLUMNS):
        sheet.write_string(0, at, column.name(language), head)
        sheet.set_column(at, at, column.width)
    keys = [c.key for c in COLUMNS]
    for number, item in enumerate(review.items, start=1):
        row = _row(item, diff, (decided or {}).get(item.link.key), language)
        row["seen"] = str((seen or {}).get(item.link.key, 0) or "")
        for at, key in enumerate(keys):
            text = _CONTROLS.sub(" ", row.get(key, ""))
            style = quoted if text.startswith(_FORMULA) else cell
            sheet.write_string(number, at, text, filled if key in ("decision", "chosen", "note") else style)
    last = max(1, len(review.items))
    words = [label(f"revision_decision.{d.value}", language) for d in Decision]
    sheet.data_validation(
        1, keys.index("decision"), last, keys.index("decision"), {"validate": "list", "source": words}
    )
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L" + title.replace("&", "&&") + "&R&P / &N")
    book.close()
    return buffer.getvalue()


def _row(item: ReviewItem, diff: EditionDiff, decided: Resolution | None, language: Language) -> dict[str, str]:
    change = item.change
    return {
        "kind": label(f"revision_link.{item.link.kind.value}", language),
        "holder": holder(item.link, language),
        "text": item.held.text,
        "old_key": _tail(item.link.statement) if item.link.statement else diff.old,
        "old": item.old_text or diff.old_title,
        "change": label(f"revision_change.{change.change.value}", language) if change else "",
        "new_key": "\n".join(_tail(s.key) for s in item.new),
        "new": "\n".join(s.text for s in item.new) or (diff.new_title if item.link.statement is None else ""),
        "score": str(change.score) if change and change.new else "",
        "suggestion": label(f"revision_decision.{item.suggestion.decision.value}", language),
        "reason": reason(item, language),
        "decision": label(f"revision_decision.{decided.decision.value}", language) if decided else "",
        "chosen": "\n".join(_tail(k) for k in decided.targets) if decided else "",
        "note": decided.note if decided else "",
        "link": item.link.key,
    }


def _tail(key: StatementKey) -> str:
    """The code without the edition: ``A/01.2#LA3``."""
    return key.partition(":")[2]
