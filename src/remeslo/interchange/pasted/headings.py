"""Headings of vacancies in Russian and English, and what the phrases below them are."""

import re
from dataclasses import dataclass

from remeslo.core.base.text import fold
from remeslo.interchange.pasted.phrase import PhraseKind

_REQUIREMENT = """
требования|основные требования|требования к кандидату|требования к соискателю|требования к кандидатам
наши требования|мы ожидаем|мы ожидаем от вас|мы ждем|мы ждем от вас|что мы ждем|что мы ждем от вас|чего мы ждем
что мы ожидаем|ожидания|наши ожидания|ожидания от кандидата|от вас|от кандидата|что нужно|что нужно знать
что нужно уметь|что для этого нужно|что необходимо|необходимо|нужно знать|нужно уметь|что важно|нам важно
для нас важно|что важно для нас|ключевые навыки|навыки|навыки и умения|технические навыки|профессиональные навыки
hard skills|умения|знания|знания и навыки|знания и умения|квалификация|кого мы ищем|кого ищем|мы ищем
портрет кандидата|наш идеальный кандидат|идеальный кандидат|вы нам подходите если|вы подходите если
ты нам подходишь если|ждем от тебя|наши пожелания|пожелания|пожелания к кандидату|personal skills|soft skills
личные качества|профессиональные требования|квалификационные требования|мы хотим|requirements|key requirements
job requirements|qualifications|required qualifications|minimum qualifications|basic qualifications|skills
key skills|required skills|skills and experience|skills and qualifications|experience and skills
knowledge and skills|knowledge skills and abilities|what we expect|what we expect from you|what we are looking for
what were looking for|we are looking for|who you are|about you|your profile|you have|you bring|what you bring
what you will bring|what youll bring|what youll need|what you need|you will need|must have|must haves
you should have|ideal candidate|the ideal candidate|candidate profile|required|necessary skills|your skills
"""
_OBLIGATORY = """
обязательно|обязательные требования|обязательные навыки|необходимые навыки|must have|must haves|mandatory|required
mandatory skills
"""
_DESIRABLE = """
желательно|желательные навыки|желательные требования|будет плюсом|плюсом будет|будет преимуществом
преимуществом будет|преимущество|будет большим плюсом|большим плюсом будет|дополнительным плюсом будет
дополнительные требования|приветствуется|приветствуются|дополнительным преимуществом будет
дополнительными преимуществами будут|преимуществом является|как плюс|nice to have|nice to haves|desirable|desired
desired skills|preferred|preferred qualifications|preferred skills|bonus|bonus points|bonus points if
would be a plus|will be a plus|a plus|pluses|advantages|an advantage|good to have|optional
"""
_DUTY = """
обязанности|должностные обязанности|основные обязанности|функциональные обязанности|ваши обязанности|ваши задачи
задачи|основные задачи|твои задачи|задачи на позиции|чем предстоит заниматься|чем предстоит заниматься вам
вам предстоит|что предстоит|что предстоит делать|что делать|что нужно делать|что нужно будет делать
чем вы будете заниматься|чем заниматься|что вы будете делать|что нужно будет делать вам|тебе предстоит|функционал
функции|ваш функционал|основной функционал|описание работы|содержание работы|зона ответственности
ваша зона ответственности|круг задач|в обязанности входит|обязанности и задачи|трудовые функции|характер работы
виды работ|responsibilities|key responsibilities|main responsibilities|job responsibilities|your responsibilities
duties|main duties|key duties|job duties|duties and responsibilities|roles and responsibilities
role and responsibilities|tasks|your tasks|key tasks|what you will do|what youll do|what you will be doing|you will
youll|your role|the role|role|job description|in this role you will|day to day|essential functions|essential duties
accountabilities|the job
"""
_CONDITION = """
условия|условия работы|условия труда|наши условия|мы предлагаем|что мы предлагаем|предлагаем|мы гарантируем
мы готовы предложить|что предлагаем|предлагаемые условия|у нас|с нашей стороны|компания предлагает|для вас
вы получите|вас ждет|вас ждут|бонусы|преимущества|преимущества работы|преимущества работы у нас|наши преимущества
почему мы|почему у нас|почему выбирают нас|плюсы работы|плюсы работы у нас|льготы|социальный пакет|график
график работы|режим работы|заработная плата|зарплата|оплата|оплата труда|место работы|адрес|тип занятости|оформление
что вы получите|мы даем|от нас|гарантии|we offer|what we offer|our offer|offer|benefits|perks|perks and benefits
conditions|working conditions|terms|compensation|salary|pay|what you get|what youll get|why us|why join us
why work with us|schedule|working hours|location|compensation and benefits|we provide
"""
_OTHER = """
о компании|о нас|о работодателе|о проекте|о команде|о вакансии|кто мы|компания|контакты|контактная информация
контактное лицо|как откликнуться|как с нами связаться|этапы отбора|этапы собеседования|дополнительная информация
дополнительно|описание вакансии|about us|about the company|about company|company|about the team|who we are|contact
contacts|how to apply|to apply|equal opportunity|equal opportunities|our company|the company|additional information
about the project|hiring process
"""


@dataclass(frozen=True, slots=True)
class Heading:
    """Kind and criticality of the phrases that follow."""

    kind: PhraseKind
    criticality: int = 2


def _words(text: str) -> str:
    """A heading for comparing: words only, apostrophes closed up."""
    return " ".join(re.findall(r"\w+", fold(text).replace("'", "").replace("’", "")))


def _table() -> dict[str, Heading]:
    groups = (
        (_OTHER, Heading(PhraseKind.OTHER)),
        (_CONDITION, Heading(PhraseKind.CONDITION)),
        (_DUTY, Heading(PhraseKind.DUTY)),
        (_REQUIREMENT, Heading(PhraseKind.REQUIREMENT)),
        (_DESIRABLE, Heading(PhraseKind.REQUIREMENT, 1)),
        (_OBLIGATORY, Heading(PhraseKind.REQUIREMENT, 3)),
    )
    return {_words(name): heading for names, heading in groups for name in re.split(r"[|\n]", names) if name.strip()}


_HEADINGS = _table()
_WITHOUT_COLON = frozenset(k for k in _HEADINGS if len(k) > 4)
_MOST_WORDS = max(len(k.split()) for k in _HEADINGS)
_BEFORE_COLON = re.compile(r"^\W{0,8}([^:\n]{2,60}?)\s?:\s{0,2}(.*)$", re.DOTALL)
_LONE = re.compile(r"^\W{0,8}(.{2,60}?)[\s.!?:…—–-]{0,4}$")
_INLINE = re.compile(
    r"(?<=[.;!?)»\w])\s{0,3}(?=(?:"
    + "|".join(
        sorted({re.escape(h[:1].upper() + h[1:]) for h in _HEADINGS if len(h) > 5}, key=len, reverse=True)
    ).replace("\\ ", " ")
    + r")\s?:)"
)


def broken_at_headings(line: str) -> list[str]:
    """A line cut before every heading with a colon that stands in the middle of it."""
    return [part for part in _INLINE.split(line) if part.strip()]


def heading_of(line: str) -> tuple[Heading, str] | None:
    """The heading that a line begins with and the rest of the line; ``None`` when it begins with none."""
    if found := _BEFORE_COLON.match(line):
        heading = _known(found[1])
        if heading is not None:
            return heading, found[2]
    if found := _LONE.match(line):
        words = _words(found[1])
        if words in _WITHOUT_COLON:
            return _HEADINGS[words], ""
    return None


def _known(text: str) -> Heading | None:
    words = _words(text)
    if words.count(" ") >= _MOST_WORDS + 2:
        return None
    found = _HEADINGS.get(words)
    if found is None:  # "Требования к токарю", "Обязанности оператора станков": the first word tells
        first, _, rest = words.partition(" ")
        if rest and first in ("требования", "обязанности", "условия", "requirements", "responsibilities"):
            found = _HEADINGS[first]
    return found
