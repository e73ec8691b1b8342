"""A pack as lines, for comparing two versions of it."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from remeslo.core.curriculum.norms import Norm, NormPack
from remeslo.interchange.normpack.examplewriter import write_example
from remeslo.interchange.sentences import as_language, label
from remeslo.web.apps.common.compare import Line
from remeslo.web.apps.common.templatetags.words import plain_number, short_day


def pack_lines(pack: NormPack) -> list[Line]:
    """Titles, every norm, every dated value, every example plan."""
    lines = [
        Line("title_ru", _("Title in Russian"), pack.title_ru),
        Line("title_en", _("Title in English"), pack.title_en),
        Line("country", _("Country"), pack.country),
    ]
    for norm in pack.norms.values():
        lines += _norm_lines(norm)
    for number, example in enumerate(pack.examples, start=1):
        lines.append(Line(f"example-{number}", _("Example plan %(n)s") % {"n": number}, write_example(example)))
    return lines


def norm_title(norm: Norm) -> str:
    """The norm in the reader's language."""
    return norm.title_en if as_language(get_language() or "ru") == "en" else norm.title_ru


def _norm_lines(norm: Norm) -> Iterator[Line]:
    language = as_language(get_language() or "ru")
    title = norm_title(norm)
    hard = _("stops publishing") if norm.hard else _("warns only")
    yield Line(f"norm-{norm.key}", title, f"{norm.key}, {label(f'unit.{norm.unit}', language)}, {hard}")
    for value in norm.values:
        state = _("verified") if value.verified else _("not verified")
        name = _("%(norm)s, from %(day)s") % {"norm": title, "day": short_day(value.since)}
        yield Line(f"value-{norm.key}-{value.since}", name, f"{plain_number(value.amount)}; {state}; {value.source}")
