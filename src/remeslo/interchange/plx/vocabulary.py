"""Words of the format: which tables and columns hold what, and how its dictionaries map to the neutral value."""

from types import MappingProxyType
from typing import Final

from remeslo.core.base.elements import AttestationForm
from remeslo.core.competence.studyplan.values import RowKind
from remeslo.core.competence.studyplan.work import Aspect, LoadKind, LoadUnit

ROW_KINDS: Final = MappingProxyType(
    {
        "1": RowKind.MODULE,
        "2": RowKind.DISCIPLINE,
        "3": RowKind.PRACTICE,
        "4": RowKind.CONTROL,
        "5": RowKind.CHOICE,
        "6": RowKind.FINAL_ATTESTATION,
    }
)
"""ТипОбъекта, the same in every file (СправочникТипОбъекта)."""

ROW_KIND_NAMES: Final = MappingProxyType(
    {
        "2": "Дисциплины",
        "3": "Практики (НИР)",
        "4": "Контроль",
        "1": "Модули",
        "5": "Блоки по выбору",
        "6": "ГИА",
    }
)

CONTROL_TYPE: Final = "7"
"""КодТипРабот of works that are forms of control."""

WORKS: Final = MappingProxyType(
    {
        "101": (LoadKind.LECTURE, LoadUnit.HOURS),
        "102": (LoadKind.LABORATORY, LoadUnit.HOURS),
        "103": (LoadKind.PRACTICAL, LoadUnit.HOURS),
        "104": (LoadKind.SEMINAR, LoadUnit.HOURS),
        "106": (LoadKind.SUPERVISED, LoadUnit.HOURS),
        "107": (LoadKind.SELF_STUDY, LoadUnit.HOURS),
        "108": (LoadKind.CONTROL, LoadUnit.HOURS),
        "114": (LoadKind.COURSE_PROJECT, LoadUnit.HOURS),
        "115": (LoadKind.SUPERVISED, LoadUnit.HOURS),
        "140": (LoadKind.SELF_STUDY, LoadUnit.HOURS),
        "141": (LoadKind.CONSULTATION, LoadUnit.HOURS),
        "1000": (LoadKind.TOTAL, LoadUnit.HOURS),
        "50": (LoadKind.CREDITS, LoadUnit.CREDITS),
        "51": (LoadKind.WEEKS, LoadUnit.HOURS),
    }
)
"""
КодВидаРаботы that have a kind of their own. An amount of «Недели» is not hours of anything: the weeks themselves
stand in the columns Недель and Дней.
"""

WORK_KINDS: Final = MappingProxyType(
    {
        "1": LoadKind.LECTURE,
        "2": LoadKind.CLASS,
        "3": LoadKind.CLASS,
        "4": LoadKind.CLASS,
        "5": LoadKind.SELF_STUDY,
        "6": LoadKind.CONTROL,
        "9": LoadKind.CLASS,
        "10": LoadKind.CONTROL,
        "11": LoadKind.CONTROL,
    }
)
"""КодТипРабот of other works; 8 (special: supervision, reviewing, commissions) is nobody's study time."""

CONTROLS: Final = MappingProxyType(
    {
        "1": AttestationForm.EXAM,
        "2": AttestationForm.CREDIT,
        "3": AttestationForm.GRADED_CREDIT,
        "4": AttestationForm.COURSE_PROJECT,
        "5": AttestationForm.COURSE_WORK,
    }
)

CONTROL_WORDS: Final = (
    ("экзамен квалификационный", AttestationForm.QUALIFICATION_EXAM),
    ("квалификационный экзамен", AttestationForm.QUALIFICATION_EXAM),
    ("экзамен по модулю", AttestationForm.MODULE_EXAM),
    ("экзамен по профессиональному модулю", AttestationForm.MODULE_EXAM),
)
"""Names that college plans add to the dictionary."""

WORK_NAMES: Final = MappingProxyType(
    {
        "1": ("Экзамен", "7", "Эк"),
        "2": ("Зачет", "7", "За"),
        "3": ("Зачет с оценкой", "7", "ЗаО"),
        "4": ("Курсовой проект", "7", "КП"),
        "5": ("Курсовая работа", "7", "КР"),
        "6": ("Контрольная работа", "7", "К"),
        "49": ("Другие формы контроля", "7", "Др"),
        "101": ("Лекционные занятия", "1", "Лек"),
        "102": ("Лабораторные занятия", "2", "Лаб"),
        "103": ("Практические занятия", "2", "Пр"),
        "104": ("Семинарские занятия", "2", "Сем"),
        "106": ("Контроль самостоятельной работы", "9", "КСР"),
        "107": ("Самостоятельная работа", "5", "СР"),
        "108": ("Часы на контроль", "6", "Контроль"),
        "114": ("Курсовое проектирование", "9", "КРП"),
        "141": ("Консультации", "9", "Конс"),
        "142": ("Аудиторные часы", "2", "Ауд"),
        "1000": ("Итого часов", "", "Итого"),
        "50": ("ЗЕТ", "", "ЗЕТ"),
        "51": ("Недели", "", "Нед"),
    }
)
"""СправочникВидыРабот as «Планы» writes it (name, type of work, abbreviation): the works a plan of ours can need."""

CONTACT: Final = frozenset(("101", "102", "103", "104", "106", "114", "141", "142"))
CLASSROOM: Final = frozenset(("101", "102", "103", "104", "114", "142"))

ASPECTS: Final = MappingProxyType(
    {
        "1": Aspect.VOLUME,
        "2": Aspect.INTERACTIVE,
        "3": Aspect.PER_WEEK,
        "4": Aspect.ELECTRONIC,
        "5": Aspect.PRACTICAL_TRAINING,
        "6": Aspect.LABOUR_UNITS,
    }
)

ASPECT_NAMES: Final = MappingProxyType(
    {
        "1": "Часы в объемных показателях",
        "2": "Часы в интерактивной форме",
        "3": "Часы в неделю",
        "4": "Часы в электронной форме",
        "5": "Часы практической подготовки",
        "6": "Единицы трудоемкости",
    }
)

ITEM_ACTION: Final = "1"
ITEM_SKILL: Final = "2"
ITEM_KNOWLEDGE: Final = "3"
ITEM_OTHER: Final = "4"

READ: Final = MappingProxyType(
    {
        "Планы": (
            "КодФормыОбучения КодУровняОбразования КодОрганизации КодПодразделения КодФакультета КодПрофКафедры "
            "КодБазы Квалификация СрокОбучения СрокОбученияМесяцев НомерФГОС ДатаГОСа ДатаУтверСоветом НомПротокСовета "
            "ГодНачалаПодготовки УчебныйГод СеместровНаКурсе ЧислоКурсов ЧасовВКредите Примечание"
        ),
        "ООП": "КодРодительскогоООП Шифр Название Используется",
        "ПланыЦиклы": "КодРодителя ТипБлока ТипОбъекта Факультативы Номер Идентификатор Цикл ЗЕТмин ЗЕТмакс",
        "ПланыСтроки": (
            "КодБлока КодРодителя КодКафедры Дисциплина ТипОбъекта ВидОбъекта ВидПрактики РассредПрактика "
            "ПризнакФизкультуры СчитатьБезЗЕТ СчитатьВПлане ДисциплинаКод ТрудоемкостьКредитов ЗЕТфакт ЧасовВЗЕТ "
            "ЧасовПоЗЕТ ЧасовПоПлану ПодлежитИзучениюЧасов ЧасыВарМакс Порядок Факультатив"
        ),
        "ПланыНовыеЧасы": "КодОбъекта КодВидаРаботы КодТипаЧасов Курс Семестр Сессия Недель Дней Количество",
        "ПланыКомпетенции": "ШифрКомпетенции Наименование Номер КодРодителя Категория КодВидаДеятельности",
        "ПланыКомпетенцииДисциплины": "КодКомпетенции КодСтроки",
        "ВидыДеятельности": "Наименование",
        "ПланыВидыДеятельности": "КодВидаДеятельности Основной",
        "псСтандарты": (
            "КодГруппы НомерВГруппе РегистрационныйНомер НаименованиеСтандарта ПриказНомер ПриказДата МинюстДата "
            "МинюстНомер НаименованиеВидаПрофДеятельности ЦельВидаПрофДеятельности НеДействует"
        ),
        "псГруппы": "КодГруппы Группа",
        "псОбобщенныеФункции": (
            "КодСтандарта Шифр ОбобщеннаяФункция УровеньКвалификации Должности ТребованияОбразование "
            "ТребованияОпытРаботы ОсобыеУсловия ДрХарактеристики"
        ),
        "псФункции": "КодОбщФункции Шифр Функция",
        "псХарактеристикиФункций": "КодФункции Тип Название Шифр",
        "ПланыПрофСтандарты": "КодПС",
        "ПланыКомпетенцииПрофСтандарты": "КодКомпетенции КодПС КодОТФ КодТФ",
    }
)
"""Tables and columns whose content is in the plan; codes (Код…) that only join rows are not named for every table."""

DICTIONARIES: Final = frozenset(
    (
        "Кафедры",
        "Филиалы",
        "Факультеты",
        "ФормаОбучения",
        "Уровень_образования",
        "СправочникБазы",
        "СправочникВидОбъекта",
        "СправочникВидыПрактик",
        "СправочникВидыРабот",
        "СправочникТипаЧасов",
        "СправочникТипБлока",
        "СправочникТипОбъекта",
        "СправочникТипаРабот",
        "псТипыХарактеристикФункции",
        "УровеньОбразования",
        "ПрограммаПодготовки",
    )
)
"""Tables that only explain codes: of them the plan holds the words of the codes that it uses."""
