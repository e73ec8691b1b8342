"""Pictures: well-formed whatever is written in them, to scale, never by colour alone, safe for a content policy."""

from fractions import Fraction
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.interchange.boardsheet import Bar, Point, bars_svg, line_svg

SVG = "{http://www.w3.org/2000/svg}"
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=50)
values = st.none() | st.fractions(-5, 10**6)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.builds(Bar, texts, texts, values, values, st.booleans(), st.booleans()), max_size=5), texts)
def test_pictures_are_well_formed_and_hold_every_number_in_words(bars, title):
    drawn = [
        ElementTree.fromstring(bars_svg(bars, title=title)),
        ElementTree.fromstring(line_svg([Point(b.label, b.said, b.value, b.plan) for b in bars], title=title)),
    ]

    for picture in drawn:
        said = [t.text or "" for t in picture.iter(f"{SVG}text")]
        assert all(b.said in said for b in bars)
        assert not any("style" in e.attrib or any(a.startswith("on") for a in e.attrib) for e in picture.iter())


def test_bars_are_to_scale_and_a_hidden_one_is_an_empty_box_with_a_word():
    picture = ElementTree.fromstring(
        bars_svg(
            [Bar("A", "50 %", Fraction(1, 2)), Bar("B", "100 %", Fraction(1)), Bar("C", "hidden", None)], title="t"
        )
    )

    boxes = {r.get("class"): r for r in picture.iter(f"{SVG}rect")}
    lengths = [int(r.get("width")) for r in picture.iter(f"{SVG}rect") if r.get("class") == "chart-bar"]
    assert lengths[1] == 2 * lengths[0] and boxes["chart-none"].get("fill") == "none"


def test_a_provisional_bar_is_hatched():
    assert "url(#hatch)" in bars_svg([Bar("A", "1", Fraction(1), is_provisional=True)], title="t")
    assert "url(#hatch)" not in bars_svg([Bar("A", "1", Fraction(1))], title="t")
