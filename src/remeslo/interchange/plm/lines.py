"""Rows of the plan: disciplines, practices, the thesis."""

import re
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from remeslo.core.base.elements import AttestationForm
from remeslo.core.base.findings import Severity
from remeslo.core.competence.studyplan.values import PlanBlock, PlanCompetence, PlanRow, RowKind
from remeslo.core.competence.studyplan.work import Control, Load, LoadKind, LoadUnit
from remeslo.interchange.plm import words
from remeslo.interchange.plm.source import Source

_CHOICE = re.compile(r"(?:^|\.)ДВ\.?[0-9]*")
_PRACTICES = ("УчебПрактика", "ПрочаяПрактика", "НаучПрактика", "ДиплПрактика")


class LinesReader:
    """Reads the rows of one file; blocks and competences are gathered on the way."""

    def __init__(self, source: Source, root: etree._Element) -> None:
        self.source = source
        self.root = root
        self.blocks = {b.key: b for b in self._declared_blocks()}
        self.competences: dict[str, PlanCompetence] = {}
        self.keys: dict[str, int] = {}
        self.chosen: set[str] = set()

    def rows(self) -> tuple[PlanRow, ...]:
        """Disciplines in the order of the file, then practices, then the thesis."""
        rows = [self._discipline(e) for e in self.root.iter("Строка")]
        rows += [self._practice(e) for tag in _PRACTICES for e in self.root.iter(tag)]
        rows += [self._thesis(e) for e in self.root.iter("Диплом")]
        return tuple(rows)

    def _declared_blocks(self) -> Iterator[PlanBlock]:
        for element in self.root.iter("АтрибутыЦиклов"):
            for cycle in element.iterchildren("Цикл"):
                index = self.source.text(cycle, "Абревиатура")
                title = self.source.text(cycle, "Название")
                if index:
                    yield PlanBlock(key=index, index=index, title=title, optional=index.startswith("ФТД"))

    def _block(self, index: str) -> str | None:
        """The block of a row, made when the file only names it; ``Б1.Р`` lies in ``Б1``."""
        if not index:
            return None
        if index not in self.blocks:
            above = index.rpartition(".")[0]
            parent = self._block(above) if above else None
            optional = index.startswith("ФТД")
            self.blocks[index] = PlanBlock(key=index, index=index, title="", parent=parent, optional=optional)
        return index

    def _discipline(self, element: etree._Element) -> PlanRow:
        source = self.source
        index = source.text(element, "НовИдДисциплины") or source.text(element, "ИдетификаторДисциплины")
        source.text(element, "ИдетификаторДисциплины")
        title = source.text(element, "Дис")
        cycle = source.text(element, "НовЦикл") or source.text(element, "Цикл")
        source.text(element, "Цикл")
        block = self._block(cycle)
        hours = source.number(element, "ГОС")
        is_bare = hours is None and block is None
        return PlanRow(
            key=self._key(index or title, element, had_index=bool(index)),
            index=index,
            title=title,
            kind=RowKind.CONTROL if is_bare else RowKind.DISCIPLINE,
            block=block,
            counted=not is_bare and self._is_chosen(cycle),
            optional=block is not None and self.blocks[block].optional,
            credits=source.number(element, "КредитовНаДисциплину"),
            hours=hours,
            hours_to_study=source.number(element, "ПодлежитИзучению"),
            loads=tuple(self._loads(element)),
            controls=tuple(self._controls(element)),
            competences=tuple(self._competences(element)),
            department=source.text(element, "Кафедра"),
        )

    def _is_chosen(self, cycle: str) -> bool:
        """Of the alternatives of an elective the first one counts."""
        if not _CHOICE.search(cycle):
            return True
        if cycle in self.chosen:
            return False
        self.chosen.add(cycle)
        return True

    def _loads(self, element: etree._Element) -> Iterator[Load]:
        for semester in element.iterchildren("Сем", "Курс"):
            number = self.source.whole(semester, "Ном") or 0
            course = number if semester.tag == "Курс" else 0
            for attribute in semester.attrib:
                name = str(attribute)
                if name == "Ном" or name in words.FORMS:
                    continue
                amount = self.source.number(semester, name)
                if amount is not None:
                    kind = words.WORKS.get(name, LoadKind.CREDITS if name == "ЗЕТ" else LoadKind.OTHER)
                    unit = LoadUnit.CREDITS if kind is LoadKind.CREDITS else LoadUnit.HOURS
                    yield Load(
                        semester=0 if course else number,
                        course=course,
                        kind=kind,
                        unit=unit,
                        amount=amount,
                        name=name,
                    )

    def _controls(self, element: etree._Element) -> Iterator[Control]:
        """From strings of semesters at the row, then from the semesters themselves; one told twice counts once."""
        given: set[tuple[int, str]] = set()
        for attribute, value in element.attrib.items():
            name = str(attribute).removeprefix("Сем")
            if not str(attribute).startswith("Сем") or not name:
                continue
            self.source.read.add((element, str(attribute)))
            named = words.semesters(str(value))
            if named is None:
                written = str(value)[:60]
                self.source.tell("studyplan.number_unreadable", element, column=str(attribute), value=written)
                continue
            for n in named:
                given.add((n.semester, name))
                form = words.FORMS.get(name, AttestationForm.OTHER)
                yield Control(semester=n.semester, form=form, name=name, mark=n.mark)
        for semester in element.iterchildren("Сем"):
            for name, form in words.FORMS.items():
                count = self.source.number(semester, name)
                number = self.source.whole(semester, "Ном") or 0
                if count and (number, name) not in given:
                    yield Control(semester=number, form=form, name=name, count=count)

    def _competences(self, element: etree._Element) -> Iterator[str]:
        given: set[str] = set()
        for written, code in words.competences(self.source.text(element, "Компетенции")):
            if written != code:
                self.source.tell(
                    "studyplan.competence_form",
                    element,
                    severity=Severity.NOTE,
                    column="Компетенции",
                    value=written,
                    read=code,
                )
            self.competences.setdefault(code, PlanCompetence(key=code, code=code, title=""))
            if code in given:
                self.source.tell("studyplan.link_twice", element, severity=Severity.WARNING, value=code)
                continue
            given.add(code)
            yield code

    def _practice(self, element: etree._Element) -> PlanRow:
        title = self.source.text(element, "Вид")
        weeks = self.source.number(element, "Нед")
        credits = self.source.number(element, "ЗЕТ")
        semester = next(words.semesters(self.source.text(element, "Сем")) or iter(()), None)
        loads: tuple[Load, ...] = ()
        if weeks is not None:
            number = semester.semester if semester else 0
            loads = (
                Load(semester=number, kind=LoadKind.WEEKS, unit=LoadUnit.WEEKS, amount=Decimal(weeks), name="Нед"),
            )
        return PlanRow(
            key=self._key(title, element, had_index=False),
            index="",
            title=title,
            kind=RowKind.PRACTICE,
            credits=credits,
            loads=loads,
            department=self.source.text(element, "Кафедра"),
            practice=str(element.tag),
        )

    def _thesis(self, element: etree._Element) -> PlanRow:
        return PlanRow(
            key=self._key("Диплом", element, had_index=False),
            index="",
            title="Диплом",
            kind=RowKind.FINAL_ATTESTATION,
            department=self.source.text(element, "РуководствоКаф"),
        )

    def _key(self, wanted: str, element: etree._Element, *, had_index: bool) -> str:
        wanted = wanted or "?"
        times = self.keys[wanted] = self.keys.get(wanted, 0) + 1
        if times == 1:
            return wanted
        if had_index:
            self.source.tell("studyplan.index_twice", element, severity=Severity.WARNING, value=wanted)
        key = f"{wanted}#{times}"
        while key in self.keys:
            key += "#"
        self.keys[key] = 1
        return key
