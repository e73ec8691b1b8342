"""Money as tables: entries of a ledger, lines of a statement."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from remeslo.core.funding.ledger import Entry
from remeslo.core.funding.pack import RulePack
from remeslo.core.funding.statements import Statement
from remeslo.web.apps.funding.words import ENTRY_KINDS, LINE_STATES

Table = tuple[Sequence[str], Sequence[Sequence[object]]]


def entries_sheet(entries: Iterable[Entry], names: Mapping[str, str], currency: str) -> Table:
    """One row an entry."""
    head = [
        _("Day"),
        _("What"),
        _("Contract"),
        _("About"),
        _("Period"),
        _("Kind"),
        _("Rule"),
        _("Who pays"),
        _("Paid to"),
    ]
    head += [_("Amount"), _("Currency"), _("Booked by"), _("Reason")]
    rows = [
        [
            e.on,
            str(ENTRY_KINDS[e.kind.value]),
            e.line.contract,
            e.line.subject,
            e.line.period,
            e.line.kind,
            e.line.rule,
            names.get(e.payer, e.payer),
            names.get(e.payee, e.payee),
            e.amount,
            currency,
            e.run,
            e.reason,
        ]
        for e in entries
    ]
    return head, rows


def statement_sheet(one: Statement, pack: RulePack, names: Mapping[str, str]) -> Table:
    """One row a line, with the formula in numbers."""
    english = (get_language() or "ru").startswith("en")
    titles = {r.key: r.title_en if english else r.title_ru for r in pack.rules}
    head = [_("Contract"), _("Period"), _("Paid to"), _("Rule"), _("Kind"), _("About"), _("Due"), _("Paid so far")]
    head += [_("Due minus paid"), _("State"), _("Currency")]
    rows = [
        [
            one.contract,
            one.period,
            names.get(one.payee, one.payee),
            titles.get(x.key.rule, x.key.rule),
            x.key.kind,
            x.key.subject,
            x.due,
            x.paid,
            x.amount,
            str(LINE_STATES[x.state.value][0]),
            one.currency,
        ]
        for x in one.lines
    ]
    return head, rows


def workbook(head: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook with one sheet; texts stay texts, whatever they begin with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    amount = book.add_format({"num_format": "#,##0.00######"})
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, head, bold)
    for n, row in enumerate(rows, start=1):
        for c, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(n, c, cell, day)
            elif isinstance(cell, Decimal):
                sheet.write_number(n, c, float(cell), amount)
            else:
                sheet.write_string(n, c, str(cell))
    sheet.autofit()
    book.close()
    return out.getvalue()
