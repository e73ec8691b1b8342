"""Dictionaries of a written file: the words that «Планы» ships, and codes for words that a plan adds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from remeslo.core.base.elements import AttestationForm
from remeslo.core.competence.studyplan.work import LoadKind, LoadUnit
from remeslo.interchange.plx import vocabulary as v
from remeslo.interchange.plx.entries import Work

FORMS = {"1": "Очная", "2": "Заочная", "3": "Очно-заочная"}
BASES = {"3": "основное общее образование", "4": "среднее общее образование", "6": "СПО", "12": "ВО"}
LEVELS = {
    "1": ("Специалитет", "ВПО-Специалисты", "ВПО"),
    "2": ("Бакалавриат", "ВПО-Бакалавры", "ВПО"),
    "3": ("Магистратура", "ВПО-Магистры", "ВПО"),
    "4": ("СПО по специальности", "СПО-Базовый уровень (на базе 11 кл)", "СПО"),
    "6": ("СПО по профессии", "НПО (Лицей, гимназия)", "НПО"),
    "7": ("Аспирантура", "Аспирантура", "ППО"),
}
PARTS = {"1": "Базовая", "2": "Выборная", "3": "Альтернативная"}
PRACTICES = {
    "6": "Учебная практика",
    "8": "Научно-исследовательская работа",
    "7": "Производственная практика",
    "15": "Подготовка и/или защита ВКР",
    "16": "Подготовка и/или сдача государственных экзаменов",
    "72": "Преддипломная практика",
}
BLOCK_PARTS = {"1": "главный", "2": "базовая", "3": "вариативная", "4": "комплексная", "5": "неопределенная"}
WORK_TYPES = {
    "1": "лекционный",
    "2": "семинарский",
    "3": "мелкогрупповой",
    "4": "индивидуальный",
    "5": "самостоятельная работа",
    "6": "часы на контроль",
    "7": "форма контроля",
    "8": "специальный",
    "9": "неопределенный",
}
ITEM_KINDS = {"1": "ТрудовыеДействия", "2": "Умения", "3": "Знания", "4": "Другие"}
_FIRST_NEW = 5001
_TYPE_OF_KIND = {
    LoadKind.LECTURE: "1",
    LoadKind.CLASS: "2",
    LoadKind.SELF_STUDY: "5",
    LoadKind.CONTROL: "6",
    LoadKind.OTHER: "8",
}


@dataclass(slots=True)
class Words:
    """Words with codes; an unknown word gets a code of its own."""

    known: dict[str, str]

    @classmethod
    def of(cls, known: Mapping[str, str]) -> "Words":
        """A dictionary that begins with the words shipped."""
        return cls(dict(known))

    def code(self, word: str) -> str | None:
        """Code of a word; None for no word."""
        if not word:
            return None
        for code, known in self.known.items():
            if known == word:
                return code
        code = str(max([_FIRST_NEW - 1, *(int(c) for c in self.known)]) + 1)
        self.known[code] = word
        return code


@dataclass(slots=True)
class Works:
    """СправочникВидыРабот of a written file."""

    works: list[Work] = field(
        default_factory=lambda: [Work(code, kind, name) for code, (name, kind, _) in v.WORK_NAMES.items()]
    )

    def of_load(self, name: str, kind: LoadKind, unit: LoadUnit) -> Work:
        """The work of a load: of that name, and that its kind comes back from, where there is one."""
        is_time = unit in (LoadUnit.WEEKS, LoadUnit.DAYS)
        for work in self.works:
            own_kind, own_unit = work.kind
            if work.name == name and own_kind is kind and (is_time or own_unit is unit):
                return work
        return self._add(name, "7" if unit is LoadUnit.COUNT else _TYPE_OF_KIND.get(kind, "9"))

    def of_control(self, name: str, form: AttestationForm) -> Work:
        """The form of control of that name."""
        for work in self.works:
            if work.is_control and work.name == name and work.form is form:
                return work
        return self._add(name, v.CONTROL_TYPE)

    def _add(self, name: str, kind: str) -> Work:
        work = Work(str(max(_FIRST_NEW - 1, *(int(w.code) for w in self.works)) + 1), kind, name)
        self.works.append(work)
        return work

    def rows(self) -> Iterator[dict[str, str | None]]:
        """Columns of each row."""
        for work in self.works:
            _, _, short = v.WORK_NAMES.get(work.code, ("", "", work.name[:30]))
            yield {
                "Код": work.code,
                "Название": work.name,
                "КодТипРабот": work.type or None,
                "Аббревиатура": short,
                "Контактный": "true" if work.code in v.CONTACT else "false",
                "Аудиторный": "true" if work.code in v.CLASSROOM else "false",
            }
