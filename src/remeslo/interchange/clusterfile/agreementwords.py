"""Words of agreements, as files write them."""

from remeslo.core.agreements.kinds import AgreementKind, Basis, ClauseKind, PaymentForm, Unit
from remeslo.interchange.clusterfile.valuetypes import Choice, Word

AGREEMENT_KINDS = Choice(
    (
        Word(AgreementKind.PARTNERSHIP, "партнёрство", ("соглашение о партнёрстве", "соглашение о сотрудничестве")),
        Word(AgreementKind.NETWORK, "сетевая форма", ("договор о сетевой форме",)),
        Word(AgreementKind.TARGET, "целевое обучение", ("договор о целевом обучении",)),
        Word(AgreementKind.MENTOR, "наставничество", ("соглашение о наставничестве",)),
    )
)
BASES = Choice(
    (
        Word(Basis.CHARTER, "устав"),
        Word(Basis.POWER_OF_ATTORNEY, "доверенность"),
        Word(Basis.OWN_NAME, "от своего имени"),
        Word(Basis.LEGAL_REPRESENTATIVE, "законный представитель"),
    )
)
CLAUSE_KINDS = Choice(
    (
        Word(ClauseKind.USE, "пользование", ("право пользования",)),
        Word(ClauseKind.QUOTA, "квота"),
        Word(ClauseKind.TEACH, "обучение", ("кто учит",)),
        Word(ClauseKind.PRICE, "цена"),
        Word(ClauseKind.PAYMENT, "софинансирование", ("платёж",)),
        Word(ClauseKind.PLACES, "приём", ("места",)),
        Word(ClauseKind.HIRING, "трудоустройство", ("найм",)),
        Word(ClauseKind.PRACTICE, "практика", ("места практики",)),
        Word(ClauseKind.TARGET, "целевые договоры"),
        Word(ClauseKind.DUTY, "обязательство", ("иное",)),
    )
)
UNITS = Choice((Word(Unit.DAY, "день"), Word(Unit.HOUR, "час"), Word(Unit.WEEK, "неделя")))
PAYMENT_FORMS = Choice(
    (Word(PaymentForm.CASH, "деньги", ("деньгами",)), Word(PaymentForm.IN_KIND, "имущество", ("имуществом",)))
)
