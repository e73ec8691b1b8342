"""What kind of thing a phrase says by its own words, where no heading tells, or whatever the heading tells."""

import re

from remeslo.core.base.text import fold
from remeslo.interchange.pasted.phrase import PhraseKind

_FORMAL = re.compile(
    r"^(?:\W*)(?:.{0,40}\bобразовани[еяю]\b(?!\s+детей)|образование\b|высшее\b|среднее\b|неполное\s+высшее|"
    r"незаконченное|диплом\b|"
    r"(?:успешный\s+|подтвержденный\s+|общий\s+)?(?:опыт(?:\s+работы)?|стаж(?:\s+работы)?)\s*[:—–-]?\s*(?:от\b|"
    r"не\s+менее|более|свыше|\d)|"
    r"(?:опыт|стаж)\s+(?:работы\s+)?(?:(?:на|в)\s+(?:аналогичн|подобн|должност|данн|соответствующ|похож)\w*).{0,60}|"
    r"без\s+опыта|опыт\s+работы\s+не\s+требуется|можно\s+без\s+опыта|опыт\s+работы$|"
    r"(?:наличие\s+)?(?:водительск\w+\s+)?(?:права|удостоверени\w+|мед\w*\s?книжк\w+|санитарн\w+\s+книжк\w+|"
    r"сертификат\w*|допуск\w*\s+(?:к|до|по)\b|разряд\w*)\b.{0,80}$|"
    r"гражданство\b|российское\s+гражданство|военный\s+билет|прописка|регистрация\b|наличие\s+(?:автомобиля|"
    r"личного|медиц|мед|прав\b|води)|"
    r"без\s+(?:вредных|судимост)|отсутствие\s+судимост|проживание\b|"
    r"(?:a\s+)?(?:bachelor|master|university|college|degree|bs/|b\.?s\.?\b|m\.?s\.?\b|phd|diploma|education|"
    r"high\s+school)\b|"
    r"(?:at\s+least\s+|minimum\s+(?:of\s+)?|over\s+)?\d{1,2}\s?\+?\s*(?:-\s*\d{1,2}\s*)?\+?\s*years?(?:['’]|"
    r"\b)(?:\s+of)?(?:\s+(?:relevant|related|professional|work(?:ing)?|similar))*\s+experience\W*$|"
    r"(?:valid\s+)?driv\w+\s+licen[cs]e|work\s+permit|citizenship|security\s+clearance|eligib\w+\s+to\s+work)",
    re.I,
)
_CONDITION = re.compile(
    r"(?:\bтк\s+рф\b|трудов\w+\s+(?:кодекс|законодательств)|официальн\w+\s+(?:оформлен|трудоустр)|"
    r"\bоформлени\w+\s+(?:по|согласно|в\s+соответствии|с\s+первого)|"
    r"\bз/?п\b|зарплат|заработн\w+\s+плат|\bоклад\b|преми[яюи]\b|премиальн|бонус(?:ы|ная|ов)\b|соц(?:иальный|"
    r"\.)?\s?пакет|\bдмс\b|"
    r"\bотпуск\b|больничн|график\s+(?:работы|5/2|2/2|сменн|гибк|\d)|\bгибкий\s+график|сменный\s+график|"
    r"рабочий\s+день|полный\s+(?:рабочий\s+)?день|"
    r"пятидневк|удаленн\w+\s+работ\w+\s+из|корпоративн\w+\s+(?:транспорт|обучен|связь|мероприят|скидк|автобус|"
    r"питани|льгот)|"
    r"бесплатн\w+\s+(?:питани|обед|проезд|парковк|обучен|спецодежд|жиль)|компенсаци|частичная\s+оплата|"
    r"оплачиваем\w+|карьерн\w+\s+рост|"
    r"возможност\w+\s+(?:карьер|профессионал|обучен|роста|развити)|дружн\w+\s+коллектив|молод\w+\s+коллектив|"
    r"комфортн\w+\s+(?:офис|услови|рабоч)|"
    r"предоставля\w+\s+(?:жиль|общежит|спецодежд|питани)|на\s+территории\s+работодателя|шагов\w+\s+доступност|"
    r"\bм\.\s|метро\b|скидк[иу]\s+на|"
    r"стабильн\w+\s+(?:компани|выплат|заработ|оплат)|белая\b|вахт\w+\s+метод|испытательн\w+\s+срок|\bруб(?:\.|лей)|₽|"
    r"\b(?:competitive|attractive)\s+(?:salary|pay|compensation)|\bsalary\b|health\s+insurance|paid\s+(?:time|"
    r"leave|vacation|holiday)|"
    r"\b401\s?\(?k\)?|\bbonus(?:es)?\b|free\s+(?:lunch|snacks|parking|coffee)|flexible\s+(?:hours|schedule|"
    r"working)|remote\s+work\s+opt|"
    r"\bpension\b|career\s+(?:growth|development|opportunit)|full[- ]time|part[- ]time|\bper\s+(?:hour|annum|"
    r"month)\b|relocation\s+(?:package|support))",
    re.I,
)
_REQUIREMENT = re.compile(
    r"^\W*(?:(?:хорош|отличн|уверенн|базов|глубок|практическ|понимани|успешн|свободн|обязательн|начальн|минимальн|"
    r"продвинут|углубл)\w*\s+)*"
    r"(?:знани|умени|навык|владе|опыт|понимани|способност|готовност|желани|представлени|знать|уметь|знаком|знает|"
    r"умеет|грамотн|"
    r"ответственн|внимательн|исполнительн|коммуникаб|стрессоустойч|аккуратн|пунктуальн|дисциплин|трудолюб|обучаем|"
    r"аналитическ\w+\s+(?:склад|ум|мышл)|"
    r"уверенный\s+пользователь|опытный\s+пользователь|английский|"
    r"(?:strong|good|excellent|solid|proven|deep|basic|working|in-depth|hands-on|advanced|great|extensive|previous|"
    r"prior|demonstrated|some)?\s*"
    r"(?:\w+\s+){0,2}(?:experience|knowledge|understanding|skills?|ability|proficien\w+|familiarity|familiar|"
    r"fluen\w+|expertise|able\s+to|background|command\s+of|aptitude|willing\w*)\b)",
    re.I,
)
_DUTY = re.compile(
    r"^\W*(?:[а-я]{4,}(?:ание|ение|ировка|ировать|ивать|овать|ять|ить|ать|еть|ка|ция|монт|троль|дача|бор|езка|арка|"
    r"ёжка|ежка|хование|дёж)\b|"
    r"ремонт|контроль|монтаж|демонтаж|наладка|сборка|сварка|учет|учёт|прием|приём|уход|расчет|расчёт|запуск|пуск|"
    r"осмотр|анализ|поиск|подбор|"
    r"(?:develop|design|build|maintain|manage|create|support|perform|operate|repair|install|inspect|assemble|"
    r"prepare|provide|ensure|work|"
    r"lead|write|implement|test|monitor|analy[sz]e|coordinate|participate|collaborate|assist|conduct|drive|deliver|"
    r"set|read|fit|weld|run|plan|keep|make|help|own)(?:s|ing|ning)?\b)",
    re.I,
)
_MUST = re.compile(r"(?<!не )\b(?:обязательн\w*|строго|must|mandatory|essential)\b", re.I)
_NICE = re.compile(
    r"\b(?:желательн\w*|(?:будет|большим|дополнительным|как)\s+(?:\w+\s+)?(?:плюс\w*|преимуществ\w*)|плюсом|"
    r"преимуществ(?:о|ом)|приветству\w+|не\s+обязательн\w*|необязательн\w*|"
    r"nice\s+to\s+have|(?:is|are|be|as)\s+an?\s+(?:\w+\s+)?(?:plus|advantage|bonus)|preferred|preferably|desirable|"
    r"optional(?:ly)?|\ba\s+plus)\b",
    re.I,
)


def kind_by_words(text: str) -> PhraseKind | None:
    """The kind that the phrase's own words tell, ``None`` when they tell nothing."""
    folded = fold(text)
    for pattern, kind in (
        (_FORMAL, PhraseKind.FORMAL),
        (_CONDITION, PhraseKind.CONDITION),
        (_REQUIREMENT, PhraseKind.REQUIREMENT),
        (_DUTY, PhraseKind.DUTY),
    ):
        if pattern.search(folded):
            return kind
    return None


def criticality(text: str, of_heading: int) -> int:
    """1 desirable, 3 necessary, by the phrase's own words; else as the heading says."""
    folded = fold(text)
    if _NICE.search(folded):
        return 1
    return 3 if _MUST.search(folded) else of_heading
