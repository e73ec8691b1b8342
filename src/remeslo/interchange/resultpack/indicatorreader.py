"""A file of indicators into `Indicator` values, or all that is wrong with it."""

import re
from collections.abc import Mapping

from remeslo.core.base.findings import Finding, any_hard
from remeslo.core.results.indicator import Edition, Indicator, Measure, Selection, Side, Unit
from remeslo.core.results.kinds import FactKind
from remeslo.interchange.resultpack.selections import NotASelection, parse
from remeslo.interchange.resultpack.table import Fields, Reading, open_toml

_MONTH_DAY = re.compile(r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")


def read_indicators(
    data: bytes, *, name: str, kinds: Mapping[str, FactKind]
) -> tuple[Mapping[str, Indicator] | None, tuple[Finding, ...]]:
    """Indicators by key in the order of the file, and every problem; ``None`` when one is hard. Never raises."""
    reading = Reading(name)
    file = open_toml(data, reading)
    indicators: dict[str, Indicator] = {}
    if file is not None:
        file.text("key")
        for table in file.rows("indicator"):
            table.path = f"indicator {table.table.get('key', '?')}"
            indicator = _Rows(reading, kinds).indicator(table)
            if indicator is not None and indicator.key in indicators:
                reading.add("results.key_twice", table.path, key=indicator.key)
            elif indicator is not None:
                indicators[indicator.key] = indicator
        file.finish()
        if not indicators and not reading.findings:
            reading.add("results.empty", "indicator")
    return (None if any_hard(reading.findings) else indicators), tuple(reading.findings)


class _Rows:
    """Tables of one indicator."""

    def __init__(self, reading: Reading, kinds: Mapping[str, FactKind]) -> None:
        self.reading = reading
        self.kinds = kinds

    def indicator(self, table: Fields) -> Indicator | None:
        unit = table.word("unit", Unit)
        words = {n: table.text(n) for n in ("key", "title_ru", "title_en", "text_ru", "text_en")}
        people, more = table.flag("people", True), table.flag("more_is_better", True)
        editions = tuple(e for row in table.rows("edition") if (e := self._edition(row)) is not None)
        table.finish()
        if unit is None:
            return None
        return self.reading.made(
            table.path,
            lambda: Indicator(unit=unit, editions=editions, people=people, more_is_better=more, **words),
        )

    def _edition(self, row: Fields) -> Edition | None:
        since, source, verified = row.day("since"), row.text("source"), row.flag("verified")
        sides = {n: self._side(row.inner(n)) for n in ("above", "below", "known", "expected")}
        typical = row.amount("typical_least"), row.amount("typical_most")
        count_on = self._month_day(row)
        row.finish()
        above = sides["above"]
        if above is None:
            if "above" not in row.table:
                self.reading.add("results.field_missing", row.path, field="above")
            return None
        return self.reading.made(
            row.path,
            lambda: Edition(
                since=since,
                above=above,
                below=sides["below"],
                known=sides["known"],
                expected=sides["expected"],
                count_on=count_on,
                typical_least=typical[0],
                typical_most=typical[1],
                source=source,
                verified=verified,
            ),
        )

    def _month_day(self, row: Fields) -> tuple[int, int] | None:
        written = row.text("count_on", "")
        if not written:
            return None
        if not _MONTH_DAY.match(written) or written in ("02-30", "02-31", "02-29"):
            self.reading.add("results.wrong_type", row.path, field="count_on", expected="date", found=written)
            return None
        return int(written[:2]), int(written[3:])

    def _side(self, table: Fields | None) -> Side | None:
        if table is None:
            return None
        of = self._selection(table, table.text("of"))
        also = tuple(self._selection(table, x) for x in table.texts("also"))
        without = tuple(self._selection(table, x) for x in table.texts("without"))
        value = table.text("value", "")
        measure = table.word("measure", Measure, Measure.VALUE if value else Measure.SUBJECTS)
        table.finish()
        if of is None or measure is None or None in also or None in without:
            return None
        if value:
            self._is_field(table, of.kind, value)
        return self.reading.made(
            table.path,
            lambda: Side(
                of=of,
                measure=measure,
                value=value,
                also=tuple(s for s in also if s is not None),
                without=tuple(s for s in without if s is not None),
            ),
        )

    def _selection(self, table: Fields, text: str) -> Selection | None:
        if not text:
            return None
        try:
            selection = parse(text)
        except NotASelection as error:
            self.reading.add("results.selection_malformed", table.path, found=text, part=str(error))
            return None
        if selection.kind not in self.kinds:
            self.reading.add("fact.kind_unknown", table.path, key="", kind=selection.kind, known=tuple(self.kinds))
            return selection
        fields = [c.field for c in selection.where]
        for name in [*fields, *([selection.dated_by] if selection.dated_by != "on" else [])]:
            self._is_field(table, selection.kind, name)
        return selection

    def _is_field(self, table: Fields, kind: str, name: str) -> None:
        if kind in self.kinds and self.kinds[kind].field(name) is None:
            known = tuple(f.name for f in self.kinds[kind].fields)
            self.reading.add("results.field_not_of_kind", table.path, kind=kind, field=name, known=known)
