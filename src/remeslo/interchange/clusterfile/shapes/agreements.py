"""Agreements between members, one in a file: parties, who signs, clauses, texts and signatures."""

from decimal import Decimal

from remeslo.core.agreements.agreement import (
    Agreement,
    Authority,
    Ending,
    Failure,
    Party,
    Said,
    Signatory,
    Signature,
    TextVersion,
)
from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.kinds import Basis
from remeslo.interchange.clusterfile.agreementwords import (
    AGREEMENT_KINDS,
    BASES,
    CLAUSE_KINDS,
    PAYMENT_FORMS,
    UNITS,
)
from remeslo.interchange.clusterfile.description import Field, ListOf, Rows, Shape, Table
from remeslo.interchange.clusterfile.staffmarks import Amount
from remeslo.interchange.clusterfile.valuetypes import INDEX, Code, Day, Integer, Text, key

HASH = Code("hash", "[0-9a-f]{64}")
MONEY = Amount(Decimal(0), Decimal(999_999_999_999))

PARTY = Shape(
    kind="agreement_party",
    make=Party,
    unique="key",
    fields=(
        Field("key", "ключ", key(), "Its key in the agreement.", "Ключ стороны в соглашении.", required=True),
        Field(
            "organisation",
            "организация",
            key("organisation"),
            "Member that it is; of a person, the member that answers for the paper.",
            "Какая это организация; для человека — организация, которая отвечает за бумагу.",
            required=True,
        ),
        Field(
            "person",
            "человек",
            Text(),
            "Pseudonym of a learner or key of a member of staff, where the side is a person.",
            "Псевдоним обучающегося или ключ сотрудника, если сторона — человек.",
            default="",
        ),
    ),
)

AUTHORITY = Shape(
    kind="authority",
    make=Authority,
    fields=(
        Field("post", "должность", Text(), "Post of the person.", "Должность.", required=True),
        Field("basis", "основание", BASES, "What it rests on.", "На каком основании.", default=Basis.CHARTER),
        Field("number", "номер", Text(), "Number of the power of attorney.", "Номер доверенности.", default=""),
        Field("since", "с", Day(), "First day of it.", "С какого дня."),
        Field("until", "до", Day(), "First day on which it does not hold.", "Первый день, когда уже не действует."),
    ),
)

SIGNATORY = Shape(
    kind="signatory",
    make=Signatory,
    unique="key",
    fields=(
        Field("key", "ключ", key(), "Key in the agreement.", "Ключ в соглашении.", required=True),
        Field("party", "сторона", key(), "Party signed for.", "За какую сторону.", required=True),
        Field("name", "имя", Text(), "Name of the person.", "Имя.", required=True),
        Field("authority", "полномочия", Table(AUTHORITY), "Why they may sign.", "Почему может.", required=True),
    ),
)

TERM = Shape(
    kind="agreement_clause",
    make=Clause,
    unique="key",
    fields=(
        Field("key", "номер", key(), "Number of the clause.", "Номер пункта.", required=True),
        Field("kind", "вид", CLAUSE_KINDS, "What it says.", "О чём он.", required=True),
        Field("party", "сторона", key(), "Party that does or gives it.", "Кто делает или даёт.", required=True),
        Field("to", "кому", key(), "Party that gets it.", "Кто получает."),
        Field(
            "workshops",
            "мастерские",
            ListOf(key("workshop")),
            "Workshops it is about; their days count together.",
            "О каких мастерских; их дни считаются вместе.",
            default=(),
        ),
        Field("programme", "программа", key("programme"), "Programme it is about.", "О какой программе."),
        Field(
            "elements",
            "элементы",
            ListOf(Code("index", INDEX)),
            "Elements of the programme that are taught; without them, all.",
            "Элементы программы, которым учат; не указаны — все.",
            default=(),
        ),
        Field("count", "сколько", Integer(0, 1_000_000), "Days, hours, weeks, people.", "Дней, часов, недель, людей."),
        Field("unit", "единица", UNITS, "Of a quota or a price.", "Единица квоты или цены."),
        Field("amount", "сумма", MONEY, "Money, or price of a unit.", "Сумма или цена единицы."),
        Field("form", "форма", PAYMENT_FORMS, "Money or in kind.", "Деньгами или имуществом."),
        Field("first", "с", Day(), "First day; without it, of the agreement.", "С какого дня; не указан — соглашения."),
        Field("until", "до", Day(), "First day after it.", "Первый день после срока."),
        Field("text", "текст", Text(), "Words of the paper.", "Слова бумаги.", default=""),
    ),
)

SAID = Shape(
    kind="said",
    make=Said,
    unique="point",
    fields=(
        Field("point", "условие", Text(), "Key of the point.", "Ключ обязательного условия.", required=True),
        Field("text", "текст", Text(), "What is said.", "Что сказано.", required=True),
    ),
)

TEXT_VERSION = Shape(
    kind="text_version",
    make=TextVersion,
    unique="number",
    fields=(
        Field("number", "номер", Integer(1, 99_999), "Its number.", "Номер редакции.", required=True),
        Field("sha256", "отпечаток", HASH, "Hash of what is signed.", "Отпечаток текста.", required=True),
        Field("on", "дата", Day(), "When it was written down.", "Когда записан.", required=True),
    ),
)

SIGNATURE = Shape(
    kind="signature",
    make=Signature,
    fields=(
        Field("signatory", "подписант", key(), "Who signed.", "Кто подписал.", required=True),
        Field("on", "дата", Day(), "On which day.", "Когда.", required=True),
        Field("sha256", "отпечаток", HASH, "Hash of the text that was signed.", "Отпечаток текста.", required=True),
    ),
)

ENDING = Shape(
    kind="ending",
    make=Ending,
    fields=(
        Field("on", "дата", Day(), "First day on which it is over.", "Первый день без соглашения.", required=True),
        Field("reason", "причина", Text(), "Why.", "Почему.", required=True),
        Field("by", "кто", key(), "Party that asked for it.", "По чьей просьбе."),
    ),
)

FAILURE = Shape(
    kind="failure",
    make=Failure,
    fields=(
        Field("clause", "пункт", key(), "Clause that was not carried out.", "Какой пункт не исполнен.", required=True),
        Field("by", "кем", key(), "By which party.", "Какой стороной.", required=True),
        Field("on", "дата", Day(), "When it was told.", "Когда сообщено.", required=True),
        Field("reason", "причина", Text(), "Why.", "Почему.", required=True),
    ),
)

AGREEMENT = Shape(
    kind="agreement",
    make=Agreement,
    key="key",
    fields=(
        Field("key", "номер", key(), "Number of the agreement.", "Номер соглашения.", required=True),
        Field("kind", "вид", AGREEMENT_KINDS, "What is agreed on.", "О чём соглашение.", required=True),
        Field("title", "название", Text(), "Subject in words.", "Предмет словами.", default=""),
        Field("first", "с", Day(), "First day.", "Первый день.", required=True),
        Field("until", "до", Day(), "First day after it.", "Первый день после срока.", required=True),
        Field("parties", "стороны", Rows(PARTY), "Its sides.", "Стороны.", required=True),
        Field("signatories", "подписанты", Rows(SIGNATORY), "Who signs.", "Кто подписывает.", default=()),
        Field("programmes", "программы", ListOf(key("programme")), "Programmes.", "О каких программах.", default=()),
        Field("clauses", "пункты", Rows(TERM), "Its clauses.", "Пункты.", default=()),
        Field("points", "условия", Rows(SAID), "Mandatory points said in words.", "Условия словами.", default=()),
        Field("versions", "редакции", Rows(TEXT_VERSION), "Texts in order.", "Редакции текста по порядку.", default=()),
        Field("sent", "направлено", Day(), "Sent to be signed.", "Когда направлено на подпись."),
        Field("signatures", "подписи", Rows(SIGNATURE), "Signatures.", "Подписи.", default=()),
        Field("withdrawn", "отозвано", Day(), "Taken back.", "Когда отозвано."),
        Field(
            "on_paper",
            "подписано на бумаге",
            Day(),
            "Signed elsewhere, by people whom nobody named here.",
            "Подписано вне системы, подписанты здесь не названы.",
        ),
        Field("ending", "прекращение", Table(ENDING), "Early end.", "Досрочное прекращение."),
        Field("failures", "неисполнение", Rows(FAILURE), "What was not carried out.", "Что не исполнено.", default=()),
        Field("renews", "продлевает", key("agreement"), "Agreement it goes on from.", "Какое соглашение продлевает."),
        Field("gap", "перерыв", Text(), "Why days lie between.", "Почему между ними перерыв.", default=""),
        Field("amends", "изменяет", key("agreement"), "Agreement that it changes.", "Какое соглашение изменяет."),
        Field(
            "removes",
            "отменяет пункты",
            ListOf(key()),
            "Clauses that go from its first day on.",
            "Пункты, которые с её первого дня не действуют.",
            default=(),
        ),
    ),
)
