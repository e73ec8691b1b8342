"""Kinds of facts that the English formulas read."""

from decimal import Decimal

from remeslo.core.funding.factspec import FactSpec, ValueSpec, ValueType

_PRICES = (
    ValueSpec(
        name="price",
        type=ValueType.MONEY,
        title_ru="общая согласованная цена",
        title_en="total negotiated price",
        required=False,
        least=Decimal(0),
    ),
    ValueSpec(
        name="training_price",
        type=ValueType.MONEY,
        title_ru="цена обучения (вместо общей)",
        title_en="price of training (instead of the total)",
        required=False,
        least=Decimal(0),
    ),
    ValueSpec(
        name="assessment_price",
        type=ValueType.MONEY,
        title_ru="цена итоговой оценки",
        title_en="price of the end-point assessment",
        required=False,
        least=Decimal(0),
    ),
    ValueSpec(
        name="band_max",
        type=ValueType.MONEY,
        title_ru="предел финансирования стандарта",
        title_en="funding band maximum",
        required=False,
        least=Decimal(0),
    ),
)


def _text(name: str, ru: str, en: str, *, required: bool = False) -> ValueSpec:
    return ValueSpec(name=name, type=ValueType.TEXT, title_ru=ru, title_en=en, required=required)


def _yes(name: str, ru: str, en: str) -> ValueSpec:
    return ValueSpec(name=name, type=ValueType.YES_NO, title_ru=ru, title_en=en, required=False)


def _end(*, required: bool) -> ValueSpec:
    return ValueSpec(
        name="planned_end",
        type=ValueType.DAY,
        title_ru="плановый конец",
        title_en="planned end",
        required=required,
    )


APPRENTICESHIP = FactSpec(
    kind="apprenticeship",
    subject="learner; the day is the first day of learning",
    title_ru="Начало обучения ученика",
    title_en="Start of an apprenticeship",
    values=(
        _text("provider", "кто учит", "provider", required=True),
        _text("employer", "работодатель", "employer"),
        _text("contract", "договор", "agreement"),
        _text("programme", "программа", "programme"),
        _end(required=True),
        *_PRICES,
        ValueSpec(
            name="age",
            type=ValueType.WHOLE,
            title_ru="полных лет в начале",
            title_en="age at the start",
            required=False,
            least=Decimal(14),
            most=Decimal(100),
        ),
        _yes("levy", "работодатель платит сбор (да, если не сказано)", "the employer pays the levy (yes unless told)"),
        _yes("care_leaver", "вышел из-под опеки", "care leaver"),
        _yes("care_leaver_consent", "согласие сообщить работодателю", "consent to tell the employer"),
        _yes("ehcp", "есть план образования и ухода", "education, health and care plan"),
        ValueSpec(
            name="employees",
            type=ValueType.WHOLE,
            title_ru="работников у работодателя",
            title_en="employees of the employer",
            required=False,
            least=Decimal(0),
        ),
    ),
)
PRICE = FactSpec(
    kind="price",
    subject="learner; the day is the first day of the new price",
    title_ru="Изменение цены",
    title_en="Change of price",
    values=_PRICES,
)
PLANNED_END = FactSpec(
    kind="planned_end",
    subject="learner; the day is the first day on which the new end counts",
    title_ru="Изменение планового конца",
    title_en="Change of the planned end",
    values=(_end(required=True),),
)
BREAK = FactSpec(
    kind="break",
    subject="learner; the day is the first day out of learning",
    title_ru="Перерыв в обучении",
    title_en="Break in learning",
)
RETURN = FactSpec(
    kind="return",
    subject="learner; the day is the first day back in learning",
    title_ru="Возвращение из перерыва",
    title_en="Return from a break",
    values=(_end(required=False),),
)
WITHDRAWAL = FactSpec(
    kind="withdrawal",
    subject="learner; the day is the last day of learning",
    title_ru="Отчисление",
    title_en="Withdrawal",
)
COMPLETION = FactSpec(
    kind="completion",
    subject="learner; the day is the last day of learning",
    title_ru="Обучение завершено",
    title_en="Completion of learning",
)
MATHS_ENGLISH = FactSpec(
    kind="maths_english",
    subject="learner; the day is the first day of the course",
    title_ru="Курс математики или английского",
    title_en="Course of maths or English",
    values=(
        _text("course", "курс", "course", required=True),
        _end(required=True),
        ValueSpec(
            name="amount",
            type=ValueType.MONEY,
            title_ru="ставка курса",
            title_en="rate of the course",
            required=False,
            least=Decimal(0),
        ),
    ),
)
MATHS_ENGLISH_END = FactSpec(
    kind="maths_english_end",
    subject="learner; the day is the last day of the course",
    title_ru="Конец курса математики или английского",
    title_en="End of a course of maths or English",
    values=(
        _text("course", "курс", "course", required=True),
        ValueSpec(
            name="outcome",
            type=ValueType.TEXT,
            title_ru="чем кончился",
            title_en="outcome",
            words=("completed", "withdrawn"),
        ),
    ),
)
LEARNING = (APPRENTICESHIP, PRICE, PLANNED_END, BREAK, RETURN, WITHDRAWAL, COMPLETION)
