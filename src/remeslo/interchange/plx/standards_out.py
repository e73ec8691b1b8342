"""Embedded standards and links as the псXxx tables."""

from collections.abc import Mapping

from remeslo.core.competence.standards import GeneralisedFunction, OccupationalStandard, WorkFunction
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.values import EmbeddedStandard
from remeslo.interchange.plx import vocabulary as v
from remeslo.interchange.plx.numbers import day

_LINE = "\r"


class StandardsComposer:
    """Adds the standards of a plan to the tables of its file."""

    def __init__(
        self,
        plan: StudyPlan,
        tables: dict[str, list[Mapping[str, str | None]]],
        competence_codes: Mapping[str, str],
    ) -> None:
        self.plan = plan
        self.tables = tables
        self.competence_codes = competence_codes
        self.groups: dict[tuple[str, str], str] = {}
        self.codes: dict[str, str] = {}
        self.of_standard: dict[str, str] = {}

    def compose(self) -> None:
        """All standards, then all links."""
        for embedded in self.plan.standards:
            self._standard(embedded)
        for link in self.plan.links:
            standard = link.standard or ""
            generalised = self.codes.get(f"{standard}:{link.generalised}") if link.generalised is not None else None
            function = self.codes.get(f"{standard}:{link.generalised}:{link.function}") if link.function else None
            self._add(
                "ПланыКомпетенцииПрофСтандарты",
                Код=self._next("ПланыКомпетенцииПрофСтандарты", -1),
                КодКомпетенции=self.competence_codes[link.competence],
                КодГруппыПС=self.of_standard.get(standard),
                КодПС=self.codes.get(standard),
                КодОТФ=generalised,
                КодТФ=function,
            )

    def _standard(self, embedded: EmbeddedStandard) -> None:
        s = embedded.standard
        code = self.codes[s.edition] = self._next("псСтандарты")
        group = self.of_standard[s.edition] = self._group(s, embedded.group)
        self._add(
            "псСтандарты",
            Код=code,
            КодГруппы=group,
            НомерВГруппе=s.code,
            РегистрационныйНомер=s.registration_number,
            НаименованиеСтандарта=s.title,
            ПриказНомер=s.order_number,
            ПриказДата=day(s.approved),
            МинюстДата=day(embedded.registered),
            МинюстНомер=embedded.registered_number,
            НаименованиеВидаПрофДеятельности=s.activity,
            ЦельВидаПрофДеятельности=s.purpose,
            НеДействует="true" if embedded.revoked else "false",
        )
        if embedded.attached:
            self._add("ПланыПрофСтандарты", Код=self._next("ПланыПрофСтандарты", -1), КодПС=code, КодГруппыПС=group)
        for g in s.generalised:
            self._generalised(g, code, s.edition)

    def _group(self, standard: OccupationalStandard, title: str) -> str:
        key = (standard.code[:2], title)
        if key not in self.groups:
            self.groups[key] = self._next("псГруппы")
            self._add("псГруппы", Код=self.groups[key], КодГруппы=key[0], Группа=title)
        return self.groups[key]

    def _generalised(self, g: GeneralisedFunction, standard: str, edition: str) -> None:
        code = self._next("псОбобщенныеФункции")
        self.codes.setdefault(f"{edition}:{g.code}", code)
        self._add(
            "псОбобщенныеФункции",
            Код=code,
            КодСтандарта=standard,
            Шифр=g.code,
            ОбобщеннаяФункция=g.name,
            УровеньКвалификации=g.level,
            Должности=_LINE.join(g.job_titles),
            ТребованияОбразование=_LINE.join(g.education),
            ТребованияОпытРаботы=_LINE.join(g.experience),
            ОсобыеУсловия=_LINE.join(g.conditions),
            ДрХарактеристики=_LINE.join(g.other),
        )
        for f in g.functions:
            self._function(f, code, f"{edition}:{g.code}")

    def _function(self, f: WorkFunction, generalised: str, above: str) -> None:
        code = self._next("псФункции")
        self.codes.setdefault(f"{above}:{f.code}", code)
        self._add("псФункции", Код=code, КодОбщФункции=generalised, Шифр=f.code, Функция=f.name)
        for kind, letters, texts in (
            (v.ITEM_ACTION, "ТД", f.actions),
            (v.ITEM_SKILL, "У", f.skills),
            (v.ITEM_KNOWLEDGE, "З", f.knowledge),
            (v.ITEM_OTHER, "Д", f.other),
        ):
            for n, text in enumerate(texts, start=1):
                self._add(
                    "псХарактеристикиФункций",
                    Код=self._next("псХарактеристикиФункций"),
                    КодФункции=code,
                    Тип=kind,
                    Шифр=f"{letters}.{n}",
                    Название=text,
                )

    def _add(self, table: str, **columns: str | None) -> None:
        self.tables[table].append(columns)

    def _next(self, table: str, sign: int = 1) -> str:
        return str(sign * (len(self.tables[table]) + 1))
