"""The shipped register is sound and complete in both languages; what is wrong with another is told with its line."""

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.privacy import Start, Then
from remeslo.interchange.privacypack import USUAL, builtin, columns, read, read_columns
from remeslo.interchange.sentences import say

SOUND = (resources.files("remeslo") / "packs/privacy/ru-personal-data.toml").read_text(encoding="utf-8")


def test_builtin_register_has_the_kinds_that_columns_name_and_no_other() -> None:
    assert set(builtin()[USUAL].kinds) == set(columns().of_kind.values())


def test_builtin_register_marks_what_nobody_compared_with_an_act() -> None:
    kinds = builtin()[USUAL].kinds.values()

    said = [(k.ground.source, k.ground.verified) for k in kinds]
    said += [(s.source, s.verified) for k in kinds for s in (*k.terms, *k.laws)]
    assert all(not verified for source, verified in said if "не сверено" in source or "предложение" in source)


def test_builtin_kind_that_goes_by_itself_has_a_term_and_a_day_to_count_from() -> None:
    for kind in builtin()[USUAL].kinds.values():
        if kind.then is not Then.KEEP:
            assert bool(kind.terms) == (kind.starts is not Start.REQUEST), kind.key


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("format = 1", "format = 2", "privacypack.format_unknown"),
        ('key = "ru-personal-data"', 'key = "Ru Data"', "privacypack.key_malformed"),
        ('country = "RU"', "", "privacypack.field_missing"),
        ('country = "RU"', "country = 7", "privacypack.wrong_type"),
        ('whose = "learner"', 'whose = "cat"', "privacypack.word_unknown"),
        ('starts = "last_fact"', 'starts = "birth"', "privacypack.word_unknown"),
        ('then = "erase"', 'then = "burn"', "privacypack.word_unknown"),
        ("months = 36", "months = -1", "privacypack.months"),
        ("months = 36", "months = true", "privacypack.wrong_type"),
        ("months = 36", "months = 36\nyears = 3", "privacypack.field_unknown"),
        ('starts = "last_fact"', 'starts = "request"', "privacypack.term_without_start"),
        ("\nverified = false", "\nverified = maybe", "privacypack.not_toml"),
    ],
)
def test_read_of_a_wrong_register_tells_what_and_where(old: str, new: str, code: str) -> None:
    assert old in SOUND
    register, findings = read(SOUND.replace(old, new, 1).encode(), name="r.toml")

    assert register is None
    assert code in {f.code for f in findings}
    for finding in findings:
        assert finding.where.startswith("r.toml")
        assert say(finding, "ru").what != say(finding, "en").what


def test_read_of_two_spans_of_one_day_is_refused() -> None:
    block = SOUND[SOUND.index("[[kind.learner-name.term]]") : SOUND.index("[kind.learner-pseudonym]")]
    register, findings = read(SOUND.replace(block, block + block).encode(), name="r.toml")

    assert register is None
    assert [f.code for f in findings] == ["privacypack.day_twice"]


def test_read_columns_with_a_column_in_two_places_is_refused() -> None:
    text = 'format = 1\n[kind]\na = ["x.Y.z"]\n[[none]]\nwhy = "because"\ncolumns = ["x.Y.z"]\n'
    found, findings = read_columns(text.encode(), name="c.toml")

    assert found is None
    assert [f.code for f in findings] == ["privacypack.column_twice"]


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_read_of_anything_never_raises(data: bytes) -> None:
    for found, findings in (read(data, name="x"), read_columns(data, name="x")):
        assert found is not None or findings
