"""The page of the rules of staffing says what the pack says."""

from remeslo.interchange import staffpack


def test_the_page_has_every_norm_of_the_pack_with_its_amount_and_mark(root):
    page = (root / "docs/rules/staffing.md").read_text(encoding="utf-8")
    rows = {tuple(c.strip() for c in line.split("|")[1:6]) for line in page.splitlines() if line.startswith("| `")}
    pack = staffpack.builtin()[staffpack.USUAL]

    expected = {
        (f"`{n.key}`", str(v.amount), n.unit.replace("_", " "), v.since.isoformat(), "yes" if v.verified else "no")
        for n in pack.norms.values()
        for v in n.values
    }
    assert expected <= rows
    assert {r for r in rows if r[4] in ("yes", "no")} == expected
