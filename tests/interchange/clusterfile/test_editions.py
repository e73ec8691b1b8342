"""A folder with two editions of one state standard, and programmes that name one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from remeslo.core.line.cluster import Cluster
from remeslo.interchange import clusterfile

MINIMAL = Path(__file__).resolve().parents[3] / "examples" / "minimal"


def two_editions() -> Cluster:
    """The example with its standard re-issued, and its programme on the older edition by name."""
    found = clusterfile.read(MINIMAL).cluster
    assert found is not None
    old = found.state_standards[0]
    new = replace(old, order_number="900", approved=date(2026, 5, 1))
    programme = replace(found.programmes[0], state_standard=old.edition)
    return replace(found, state_standards=(old, new), programmes=(programme, *found.programmes[1:]))


def test_two_editions_of_a_state_standard_come_back_with_the_edition_that_a_programme_names() -> None:
    cluster = two_editions()

    for language in ("ru", "en"):
        reading = clusterfile.read_files(clusterfile.write_files(cluster, language=language))

        assert [f for f in reading.findings if f.hard] == []
        assert reading.cluster == cluster


def test_the_same_edition_twice_is_told() -> None:
    files = dict(clusterfile.write_files(two_editions(), language="en"))
    states = sorted(name for name in files if name.startswith("state"))
    files[states[1]] = files[states[0]]

    reading = clusterfile.read_files(files)

    assert "cluster.key_twice" in [f.code for f in reading.findings]
