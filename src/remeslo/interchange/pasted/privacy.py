"""
Personal data out of a vacancy: addresses, phones, messengers, links, names of contact persons; and wishes of age or
sex, which an employer may not have.

What is found is counted and never kept. Better a phrase lost than a phone kept: where something was taken out of a
line that speaks of contacts, the whole line goes.
"""

import re
from collections import Counter

from remeslo.interchange.pasted.phrase import Dropped

_AT = r"\s{0,3}(?:@|[(\[{]\s{0,3}(?:at|собака|эт)\s{0,3}[)\]}])\s{0,3}"
_EMAIL = re.compile(rf"[\w.+-]{{1,64}}{_AT}(?:[\w-]{{1,63}}\.){{1,4}}[a-zA-Zа-яА-Я]{{2,20}}")
_LINK = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>«»\"]+|\b(?:t\.me|wa\.me|vk\.com|vk\.me|tg://)\S*"
    r"|\b[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,40}){0,3}\.(?:ru|рф|com|org|net|info|su|by|kz)\b(?:/\S*)?",
    re.I,
)
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:"
    r"\+[\s(.-]{0,2}\d(?:[\s().-]{0,3}\d){8,14}"
    r"|[87][\s.-]{0,3}(?:\(\d{3,5}\)|\d{3})[\s.-]{0,3}\d{2,3}[\s.-]{0,3}\d{2}[\s.-]{0,3}\d{2}"
    r"|\(\d{3,5}\)\s{0,3}\d{1,3}[\s-]{0,2}\d{2}[\s-]{0,2}\d{2}"
    r"|\d{3}-\d{2}-\d{2}|\d{2}-\d{2}-\d{2}(?=\D|$)"
    r"|9\d{9}"
    r")(?![\d-])(?:\s{0,3}(?:доб|вн|ext)\.?\s{0,3}\d{1,6})?",
    re.I,
)
_PHONE_AFTER_WORD = re.compile(
    r"\b(?:тел(?:ефон)?(?:ы|у)?|моб(?:ильный)?|звонит\w*|phone|tel|mobile|whats\s?app|ватсап\w*|вацап\w*|viber|"
    r"вайбер)\b"
    r"[^\w+(\n]{0,6}[+(]?\d[\d\s().-]{3,20}\d",
    re.I,
)
_MESSENGER = re.compile(
    r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}|\b(?:telegram|телеграмм?|skype|скайп|viber|icq)\s?[:—–-]\s?[\w.@+]{3,40}",
    re.I,
)

_NAME = r"[А-ЯЁ][а-яё]{1,30}(?:-[А-ЯЁ][а-яё]{1,30})?"
_PATRONYMIC = (
    r"[А-ЯЁ][а-яё]{1,25}(?:ович|евич|ьич|овна|евна|ична|инична|овичу|евичу|ьичу|овне|евне|ичне|овича|евича|овны|евны)"
)
_PERSON = re.compile(
    rf"{_NAME}\s+{_NAME}\s+{_PATRONYMIC}\b|{_NAME}\s+{_PATRONYMIC}(?:\s+{_NAME})?\b"
    rf"|\b{_NAME}\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.|\b[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_NAME}"
)
_LATIN_NAME = r"[A-Z][a-z]{1,30}"
_CONTACT_PERSON = re.compile(
    r"(?:(?i:контактн\w{1,4}\s+лиц\w{1,3}|спросить|contact\s+person|contact|hr|рекрут[её]р\w{0,3}|recruiter"
    r"|менеджер\s+по\s+персоналу)\s{0,2}(?::|[—–]|\s-\s)|(?i:обращаться\s+к|спросить|contact\s+person))\s{0,2}"
    rf"(?:{_NAME}|{_LATIN_NAME})(?:\s+(?:{_NAME}|{_LATIN_NAME})){{0,2}}(?!\w)"
)
_AGE_OR_SEX = re.compile(
    r"(?<!\w)(?:возраст\w{0,3}\s{0,3}[:—–-]?\s{0,3}(?:от|до|не|с|\d)[^,;.\n]{0,30}"
    r"|(?:мужчин[аыу]?|женщин[аыу]?|парн[ия]|девушк[аиу]|юнош[аи]|пол)\s{0,3}(?:[(:—–,-]\s{0,3})?(?:от|до|"
    r"в\s+возрасте|муж\w*|жен\w*|м|ж)(?!\w)[^,;.\n]{0,25}"
    r"|только\s+(?:мужчин\w*|женщин\w*)"
    r"|(?:от|до)\s+\d\d(?:\s+до\s+\d\d)?\s+лет(?=\s*(?:$|[,;.]))"
    r"|(?:men|women|males?|females?)\s+only|age[d]?\s{0,3}:?\s{0,3}(?:under|over|between|up\s+to|"
    r"\d\d)[^,;.\n]{0,25})",
    re.I,
)
_ABOUT_CONTACTS = re.compile(
    r"(?<!\w)(?:тел|телефон\w*|моб|почт\w*|e-?mail|мейл\w*|звон\w*|позвон\w*|резюме|обращ\w*|контакт\w*|пиш\w*|"
    r"напи[сш]\w*|отправ\w*|"
    r"присыл\w*|пришл\w*|откликнут\w*|собеседован\w*|whats\s?app|ватсап\w*|вацап\w*|viber|вайбер|telegram|"
    r"телеграм\w*|"
    r"сайт\w*|ссылк\w*|подробн\w*|skype|скайп|call|phone|write|send|apply|cv|resume|contact\w*|website|link|"
    r"details)(?!\w)",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{2,}")

_IN_ORDER = (
    (Dropped.EMAIL, _EMAIL),
    (Dropped.MESSENGER, _MESSENGER),
    (Dropped.LINK, _LINK),
    (Dropped.PHONE, _PHONE_AFTER_WORD),
    (Dropped.PHONE, _PHONE),
    (Dropped.PERSON, _CONTACT_PERSON),
    (Dropped.PERSON, _PERSON),
)


def cleaned(line: str, counts: Counter[Dropped]) -> str:
    """The line without personal data, ``""`` when nothing else is worth keeping; what went is added to ``counts``."""
    kept = line
    for kind, pattern in _IN_ORDER:
        kept, found = pattern.subn(" ", kept)
        counts[kind] += found
    contact = kept != line and (_ABOUT_CONTACTS.search(line) is not None or len(_WORD.findall(kept)) < 3)
    if contact:
        return ""
    without, found = _AGE_OR_SEX.subn(" ", kept)
    counts[Dropped.AGE_OR_SEX] += found
    if without == line:
        return line
    return re.sub(r"\s{2,}", " ", re.sub(r"\(\s*\)", "", without)).strip(" ,;:-–—") if _WORD.search(without) else ""


def is_personal(text: str) -> bool:
    """True when a text still holds an address, phone, messenger, link or name."""
    return any(pattern.search(text) for _kind, pattern in _IN_ORDER)
