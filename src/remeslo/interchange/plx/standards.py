"""Embedded occupational standards and the links of competences to them."""

import re

from remeslo.core.base.findings import Severity
from remeslo.core.base.text import latin_code, squeeze
from remeslo.core.competence.standards import GeneralisedFunction, OccupationalStandard, WorkFunction
from remeslo.core.competence.studyplan.values import EmbeddedStandard, StandardLink
from remeslo.interchange.plx import vocabulary as v
from remeslo.interchange.plx.dataset import DataRow
from remeslo.interchange.plx.tables import Tables

_NOTHING = re.compile(r"[\s\-‐-―−_.]*")
_LINES = re.compile(r"\r\n|\r|\n")


class StandardsReader:
    """Reads the псXxx tables; ``editions`` maps codes of псСтандарты to edition keys."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.editions: dict[str, str] = {}
        self._functions = self._grouped("псФункции", "КодОбщФункции", "псОбобщенныеФункции")
        self._generalised = self._grouped("псОбобщенныеФункции", "КодСтандарта", "псСтандарты")
        self._items = self._grouped("псХарактеристикиФункций", "КодФункции", "псФункции")

    def standards(self) -> tuple[EmbeddedStandard, ...]:
        """Every standard of the file, in order; a second copy of one edition is told and left out."""
        attached = {r.get("КодПС") for r in self.tables.rows("ПланыПрофСтандарты")}
        for row in self.tables.rows("ПланыПрофСтандарты"):
            self.tables.joined(row, "КодПС", "псСтандарты")
        found: dict[str, EmbeddedStandard] = {}
        for row in self.tables.rows("псСтандарты"):
            standard = self._standard(row)
            self.editions[row.get("Код")] = standard.edition
            if standard.edition in found:
                self.tables.tell("studyplan.standard_twice", row, value=standard.edition)
                continue
            found[standard.edition] = EmbeddedStandard(
                standard=standard,
                group=self.tables.word(row, "КодГруппы", "псГруппы", "Группа"),
                registered=self.tables.day(row, "МинюстДата"),
                registered_number=squeeze(row.get("МинюстНомер")),
                revoked=self.tables.flag(row, "НеДействует"),
                attached=row.get("Код") in attached,
            )
        return tuple(found.values())

    def links(self, competences: dict[str, str]) -> tuple[StandardLink, ...]:
        """Links of competences; ``competences`` maps codes of ПланыКомпетенции to keys."""
        links: list[StandardLink] = []
        for row in self.tables.rows("ПланыКомпетенцииПрофСтандарты"):
            competence = competences.get(row.get("КодКомпетенции"))
            if competence is None:
                self.tables.joined(row, "КодКомпетенции", "ПланыКомпетенции")
                continue
            standard = self.tables.joined(row, "КодПС", "псСтандарты")
            generalised = self.tables.joined(row, "КодОТФ", "псОбобщенныеФункции")
            function = self.tables.joined(row, "КодТФ", "псФункции")
            if generalised is None and function is not None:
                generalised = self.tables.joined(function, "КодОбщФункции", "псОбобщенныеФункции")
            if standard is None and generalised is not None:
                standard = self.tables.joined(generalised, "КодСтандарта", "псСтандарты")
            links.append(
                StandardLink(
                    competence=competence,
                    standard=self.editions[standard.get("Код")] if standard is not None else None,
                    generalised=_code(generalised) if generalised is not None else None,
                    function=_code(function) if function is not None else None,
                )
            )
        return tuple(links)

    def _grouped(self, table: str, column: str, owner: str) -> dict[str, list[DataRow]]:
        """Rows by the row that owns them; those whose owner is not in the file are told."""
        groups: dict[str, list[DataRow]] = {}
        for row in self.tables.rows(table):
            if self.tables.joined(row, column, owner) is None:
                if row.get(column) in ("", "0"):
                    self.tables.tell("studyplan.plx_dangling", row, table=table, column=column, target=owner, value="")
                continue
            groups.setdefault(row.get(column), []).append(row)
        return groups

    def _standard(self, row: DataRow) -> OccupationalStandard:
        return OccupationalStandard(
            code=latin_code(row.get("НомерВГруппе")),
            title=squeeze(row.get("НаименованиеСтандарта")),
            registration_number=squeeze(row.get("РегистрационныйНомер")),
            order_number=squeeze(row.get("ПриказНомер")),
            approved=self.tables.day(row, "ПриказДата"),
            activity=squeeze(row.get("НаименованиеВидаПрофДеятельности")),
            purpose=squeeze(row.get("ЦельВидаПрофДеятельности")),
            generalised=tuple(self._generalised_function(r) for r in self._generalised.get(row.get("Код"), [])),
        )

    def _generalised_function(self, row: DataRow) -> GeneralisedFunction:
        return GeneralisedFunction(
            code=self._told_code(row),
            name=squeeze(row.get("ОбобщеннаяФункция")),
            level=squeeze(row.get("УровеньКвалификации")),
            job_titles=_lines(row, "Должности"),
            education=_lines(row, "ТребованияОбразование"),
            experience=_lines(row, "ТребованияОпытРаботы"),
            conditions=_lines(row, "ОсобыеУсловия"),
            other=_lines(row, "ДрХарактеристики"),
            functions=tuple(self._function(r) for r in self._functions.get(row.get("Код"), [])),
        )

    def _function(self, row: DataRow) -> WorkFunction:
        items: dict[str, list[str]] = {}
        for item in self._items.get(row.get("Код"), []):
            kind = item.get("Тип")
            if kind not in (v.ITEM_ACTION, v.ITEM_SKILL, v.ITEM_KNOWLEDGE, v.ITEM_OTHER):
                self.tables.tell("studyplan.plx_item_kind", item, table=item.table, column="Тип", value=kind)
                kind = v.ITEM_OTHER
            if text := squeeze(item.get("Название")):
                items.setdefault(kind, []).append(text)
            else:
                self.tables.tell("studyplan.empty_items", item, severity=Severity.NOTE, table=item.table)
        return WorkFunction(
            code=self._told_code(row),
            name=squeeze(row.get("Функция")),
            level=_level(row),
            actions=tuple(items.get(v.ITEM_ACTION, ())),
            skills=tuple(items.get(v.ITEM_SKILL, ())),
            knowledge=tuple(items.get(v.ITEM_KNOWLEDGE, ())),
            other=tuple(items.get(v.ITEM_OTHER, ())),
        )

    def _told_code(self, row: DataRow) -> str:
        code, raw = _code(row), row.get("Шифр")
        if code != squeeze(raw):
            self.tables.tell(
                "studyplan.codes_normalised", row, severity=Severity.NOTE, table=row.table, value=raw, read=code
            )
        return code


def _code(row: DataRow) -> str:
    return latin_code(row.get("Шифр")).upper()


def _level(row: DataRow) -> str:
    """The sublevel that a function's code ends in: ``5`` of ``A/01.5``."""
    found = re.fullmatch(r"[A-Z]+/[0-9]+\.([0-9]+)", _code(row))
    return found[1] if found else ""


def _lines(row: DataRow, column: str) -> tuple[str, ...]:
    """The lines of a list in one cell; a lone dash says nothing."""
    return tuple(squeeze(line) for line in _LINES.split(row.get(column)) if not _NOTHING.fullmatch(line))
