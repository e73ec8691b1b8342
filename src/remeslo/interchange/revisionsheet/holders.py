"""What holds a link, in words where its key is none that people know."""

from remeslo.core.competence.revision import Link, LinkKind
from remeslo.interchange.sentences import Language, label


def holder(link: Link, language: Language) -> str:
    """
    The holder as a person knows it: a figure by its name, everything else by its key.

    ``min/practice`` -> "practice, hours at least"; ``term/ooo/22`` -> the name, the entry base and the months.
    """
    if link.kind is not LinkKind.MINIMUM:
        return link.holder
    what, _, rest = link.holder.partition("/")
    if what != "term":
        return label(f"revision_figure.{rest}", language)
    base, _, months = rest.partition("/")
    term = label("revision_figure.term", language)
    return f"{term}: {label(f'entry_base.{base}', language)}, {months}"
