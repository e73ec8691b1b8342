"""Old and new wording word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.core.competence.revision.made import texts

from remeslo.core.base.text import fold, squeeze
from remeslo.core.competence.revision.wording import Mark, Run, difference, side

ANY = texts() | st.text(alphabet="абвё АБ,.-_8\n\t", max_size=30)


@given(ANY, ANY)
def test_sides_of_a_difference_are_the_wordings(old: str, new: str) -> None:
    runs = difference(old, new)

    assert "".join(r.text for r in side(runs, Mark.REMOVED)) == squeeze(new)
    assert fold("".join(r.text for r in side(runs, Mark.ADDED))) == fold(old)
    assert all(r.text for r in runs)


@given(ANY)
def test_difference_of_a_text_from_itself_is_one_run_at_most(text: str) -> None:
    assert {r.mark for r in difference(text, text)} <= {Mark.SAME}


def test_difference_marks_whole_words() -> None:
    assert difference("Наладка токарных станков", "Наладка фрезерных станков с ЧПУ") == (
        Run(Mark.SAME, "Наладка "),
        Run(Mark.REMOVED, "токарных"),
        Run(Mark.ADDED, "фрезерных"),
        Run(Mark.SAME, " станков"),
        Run(Mark.ADDED, " с ЧПУ"),
    )
