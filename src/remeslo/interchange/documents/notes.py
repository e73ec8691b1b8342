"""The notes of a curriculum («пояснения к учебному плану») in words."""

from collections.abc import Iterator

from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.laid import LaidProgramme
from remeslo.core.line.tables.notes import curriculum_notes
from remeslo.interchange.documents.titlesheet import term_words
from remeslo.interchange.sentences import Language, label, number, percent


def note_rows(outcome: ProgrammeOutcome, laid: LaidProgramme, language: Language) -> Iterator[tuple[str, str]]:
    """Name and value of every note."""
    notes = curriculum_notes(outcome, laid)

    def word(key: str) -> str:
        return label(f"note.{key}", language)

    def by_course(counts: tuple[tuple[int, int], ...]) -> str:
        course = label("document.course", language).lower()
        return "; ".join(f"{n} ({course} {c})" for c, n in counts)

    weeks = label("document.weeks_short", language)
    yield word("term"), term_words(outcome, language)
    yield word("weeks"), f"{notes.study_weeks} {weeks} + {notes.vacation_weeks} {weeks}"
    if notes.week_cap is not None:
        yield word("load"), f"{notes.fullest_week} / {notes.week_cap}"
    yield word("volume"), number(notes.hours, language)
    yield word("practice"), f"{number(notes.practice_hours, language)} ({percent(notes.practice_share, language)})"
    yield word("mandatory"), number(notes.mandatory, language)
    yield word("variative"), f"{number(notes.variative, language)} ({percent(notes.variative_share, language)})"
    yield word("exams"), by_course(notes.exams)
    yield word("credits"), by_course(notes.credits)
    yield word("joint"), label("word.joint_mark", language)
    yield word("unverified"), number(notes.unverified, language)
