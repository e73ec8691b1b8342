"""Words of a text for comparing: tokens without fillers, their stems (Snowball, Russian and English), numbers kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import snowballstemmer  # type: ignore[import-untyped]

from remeslo.core.base.text import fold, squeeze

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[а-я]")
_BETWEEN_PARTS = re.compile(
    r"[,;:•\n()/]|\s(?:and|or|и|или|а также|with|in|for|including|such as|to)(?=\s)|\.\s", re.IGNORECASE
)
MOST_PARTS = 16

# Words that tell nothing about the matter: particles, and what every requirement begins with. Words that turn a meaning
# round (не, без, до, после; not, without, before, after) stay.
FILLERS = frozenset(
    _TOKEN.findall(
        """
        а будет бы быть в вам ваш весь во вот все всех вы где да для ее если есть еще же за и из или им их к как ко
        когда которые который кто ли мне мы на нам наш него нее них но о об обо он она они оно от по при про с сам свой
        себя со собой так также там то тоже только тот у уже чем что чтобы эта эти это этот я хорошо
        владение владеть готов готовность желание желательно знание знания знать иметь имеется мочь навык навыки
        навыков наличие нужно обязательно опыт опыта понимание понимать работа работать работе работу работы
        способность способен требуется умение умения уметь умеет
        a able ability an and are as at be by can experience for from good has have having he her his how i in into is
        it its knowledge know must need of on or our own required requirement she should skill skills so such than that
        the their them these they this those to understanding us using was we what when which who will with work
        working you your
        """
    )
)

# Abbreviations of the trades, spelt out so that both forms meet.
SPELT_OUT = {
    "чпу": ("числовое", "программное", "управление"),
    "cnc": ("числовое", "программное", "управление"),
    "отк": ("технический", "контроль"),
    "сож": ("смазочная", "охлаждающая", "жидкость"),
    "кип": ("контрольно", "измерительные", "приборы"),
    "ким": ("координатно", "измерительная", "машина"),
    "ппр": ("планово", "предупредительный", "ремонт"),
    "сиз": ("средства", "индивидуальной", "защиты"),
    "бд": ("базы", "данных"),
    "гкм": ("горизонтально", "ковочная", "машина"),
    "кгшп": ("кривошипный", "горячештамповочный", "пресс"),
    "обж": ("безопасность", "жизнедеятельности"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as it stands there (folded) and its stem."""

    surface: str
    stem: str


class Stems:
    """Stems of words, each computed once; safe to share between threads."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, word: str) -> str:
        """The stem of one folded word; numbers stay as they are, with a decimal point."""
        stem = self._known.get(word)
        if stem is None:
            stem = self._known[word] = _stem(word)
        return stem

    def content(self, text: str) -> tuple[Word, ...]:
        """Words of a text that tell something, in order; all its words when every one is a filler."""
        tokens = _TOKEN.findall(fold(text))
        kept = [t for t in tokens if t not in FILLERS] or tokens
        return tuple(Word(t, self.of(part)) for t in kept for part in SPELT_OUT.get(t, (t,)))


def spelt_out(text: str) -> str:
    """The text with abbreviations of the trades in full."""
    return _LETTERS.sub(lambda m: " ".join(SPELT_OUT.get(fold(m[0]), (m[0],))), text)


def parts(text: str) -> tuple[str, ...]:
    """What a text says one by one, without the text as a whole; none when it says one thing, `MOST_PARTS` at most."""
    pieces = (squeeze(p) for p in _BETWEEN_PARTS.split(f" {text} "))
    found = tuple(dict.fromkeys(p for p in pieces if len(p) > 2 and _LETTERS.search(p)))[:MOST_PARTS]
    return found if len(found) > 1 else ()


def _stem(word: str) -> str:
    """A stemmer of its own for each new word: Snowball's object keeps the word it works on."""
    if word[0].isdigit():
        return word.replace(",", ".")
    language = "russian" if _CYRILLIC.search(word) else "english"
    stemmed: str = snowballstemmer.stemmer(language).stemWord(word)
    return stemmed


def numbers(words: Iterable[Word]) -> frozenset[str]:
    """Numbers among the words: texts that differ in a number say different things."""
    return frozenset(w.stem for w in words if w.stem[0].isdigit())
