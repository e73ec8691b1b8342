"""Kinds of facts that the conditions of a grant read."""

from decimal import Decimal

from remeslo.core.funding.factspec import FactSpec, ValueSpec, ValueType


def _money(name: str, ru: str, en: str) -> ValueSpec:
    return ValueSpec(name=name, type=ValueType.MONEY, title_ru=ru, title_en=en, least=Decimal(0))


def _text(name: str, ru: str, en: str, *, required: bool = False) -> ValueSpec:
    return ValueSpec(name=name, type=ValueType.TEXT, title_ru=ru, title_en=en, required=required)


def _share(name: str, ru: str, en: str, *, required: bool = True) -> ValueSpec:
    return ValueSpec(
        name=name,
        type=ValueType.NUMBER,
        title_ru=ru,
        title_en=en,
        required=required,
        least=Decimal(0),
        most=Decimal(1),
    )


def _year(*, required: bool = True) -> ValueSpec:
    return ValueSpec(
        name="year",
        type=ValueType.WHOLE,
        title_ru="год",
        title_en="year",
        required=required,
        least=Decimal(2000),
        most=Decimal(2200),
    )


AGREEMENT = FactSpec(
    kind="grant_agreement",
    subject="contract; the day is that of signing",
    title_ru="Соглашение о гранте",
    title_en="Grant agreement",
    values=(
        _money("amount", "сумма гранта", "amount of the grant"),
        _text("payee", "получатель", "payee", required=True),
        _text("payer", "плательщик", "payer"),
        _share("regional_share", "доля региона", "region's share", required=False),
        _text("region_payer", "плательщик от региона", "payer of the region"),
        _year(required=False),
    ),
)
MILESTONE = FactSpec(
    kind="milestone",
    subject="contract; the day on which it was reached",
    title_ru="Этап достигнут",
    title_en="Milestone reached",
    values=(
        _text("milestone", "этап", "milestone", required=True),
        _share("share", "доля гранта", "share of the grant"),
    ),
)
PROMISED = FactSpec(
    kind="cofinancing_promised",
    subject="contract",
    title_ru="Софинансирование обещано",
    title_en="Co-financing promised",
    values=(
        _text("payer", "кто платит", "payer", required=True),
        _money("amount", "сумма", "amount"),
        _year(),
        _text("form", "деньгами или имуществом", "cash or in kind"),
        _text("payee", "получатель", "payee"),
    ),
)
EVIDENCED = FactSpec(
    kind="cofinancing_evidenced",
    subject="contract",
    title_ru="Софинансирование подтверждено документами",
    title_en="Co-financing evidenced",
    values=(
        _text("payer", "кто платит", "payer", required=True),
        _money("amount", "сумма", "amount"),
        _year(),
        _text("form", "деньгами или имуществом", "cash or in kind"),
        _text("grant", "к какому гранту относится", "grant that it goes with"),
    ),
)
TARGET_RESULT = FactSpec(
    kind="target_result",
    subject="contract; the day of the report",
    title_ru="Показатель: план и факт",
    title_en="Target: plan and fact",
    values=(
        _text("indicator", "показатель", "indicator", required=True),
        _year(),
        ValueSpec(
            name="plan",
            type=ValueType.NUMBER,
            title_ru="план",
            title_en="plan",
        ),
        ValueSpec(name="fact", type=ValueType.NUMBER, title_ru="факт", title_en="fact", least=Decimal(0)),
    ),
)
