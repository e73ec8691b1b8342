"""Comparing two versions: every line once, in the order of the new one."""

from hypothesis import given
from hypothesis import strategies as st

from remeslo.web.apps.common.compare import Change, Line, compare_lines, json_lines

texts = st.text("аб в", max_size=8)
documents = st.dictionaries(st.sampled_from("abcdef"), texts, max_size=6).flatmap(
    lambda found: st.permutations(list(found.items())).map(lambda rows: [Line(k, k, t) for k, t in rows])
)


def said(pieces, without):
    return "".join(p.text for p in pieces if p.mark != without)


@given(old=documents, new=documents)
def test_both_versions_can_be_read_back_from_the_comparison(old, new):
    compared = compare_lines(old, new)

    before = {c.label: said(c.old, "ins") for c in compared if c.change != Change.ADDED}
    after = {c.label: said(c.new, "del") for c in compared if c.change != Change.REMOVED}
    assert before == {line.key: line.text for line in old}
    assert after == {line.key: line.text for line in new}


@given(old=documents)
def test_a_version_compared_with_itself_shows_no_change(old):
    assert all(c.change == Change.SAME for c in compare_lines(old, old))


def test_only_the_words_that_differ_are_marked():
    [line] = compare_lines([Line("r1", "Требование 1", "Варить трубы")], [Line("r1", "Требование 1", "Варить баки")])

    assert [(p.mark, p.text) for p in line.old] == [("", "Варить "), ("del", "трубы")]
    assert [(p.mark, p.text) for p in line.new] == [("", "Варить "), ("ins", "баки")]


def test_any_json_becomes_lines_by_path():
    lines = json_lines({"title": "x", "rows": [{"n": 1}, {"n": 2}], "tags": ["a", "b"], "none": None})

    assert [(line.key, line.text) for line in lines] == [
        ("title", "x"),
        ("rows[1].n", "1"),
        ("rows[2].n", "2"),
        ("tags", "a, b"),
        ("none", ""),
    ]
