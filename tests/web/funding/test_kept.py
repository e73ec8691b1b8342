"""Remembered answers."""

from remeslo.web.apps.common.kept import Kept


def test_an_answer_is_computed_once_and_the_one_asked_for_longest_ago_is_forgotten():
    kept, asked = Kept[str](2), []

    def answer(key: str) -> str:
        return kept.once(key, lambda: asked.append(key) or key.upper())

    assert [answer(k) for k in ("a", "b", "a", "c", "a", "b")] == ["A", "B", "A", "C", "A", "B"]
    assert asked == ["a", "b", "c", "b"]
