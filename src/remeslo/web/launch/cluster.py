"""Clusters in and out: cluster folders into the database and back."""

import os
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

import remeslo
from remeslo.core.base.findings import Finding
from remeslo.core.line.cluster import Cluster as ClusterValue
from remeslo.interchange.clusterfile import ClusterReading, read
from remeslo.interchange.sentences import say
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.registry.services import load_cluster
from remeslo.web.launch.console import Console

EXAMPLE = "severokamsk"


class CannotLoad(Exception):
    """The folder does not give a cluster; its findings were told."""


def example_folder() -> Path | None:
    """The example cluster: named by REMESLO_EXAMPLE, beside the sources, or inside the installed package."""
    package = Path(remeslo.__file__).resolve().parent
    places = (
        *([Path(named)] if (named := os.environ.get("REMESLO_EXAMPLE")) else []),
        package.parents[1] / "examples" / EXAMPLE,
        package / "examples" / EXAMPLE,
    )
    return next((p for p in places if (p / "cluster.yaml").exists()), None)


def load_folder(folder: Path, console: Console) -> Cluster:
    """Read a cluster folder and load it; tells what is wrong with it."""
    with console.step(_("reads the cluster folder %(folder)s") % {"folder": folder}):
        reading = read(folder)
    tell_findings(reading, console)
    if reading.cluster is None:
        raise CannotLoad
    return load_value(reading.cluster, console)


def load_value(value: ClusterValue, console: Console) -> Cluster:
    """Load a cluster's value."""
    title = _("loads it: organisations %(organisations)s, standards %(standards)s, demand cards %(cards)s")
    counts = {
        "organisations": len(value.organisations),
        "standards": len(value.standards),
        "cards": len(value.demand),
    }
    with console.step(title % counts):
        return load_cluster(value, by=None)


def tell_findings(reading: ClusterReading, console: Console) -> None:
    """Hard findings in words; the others are counted."""
    hard = [f for f in reading.findings if f.hard]
    tell(hard, console)
    others = len(reading.findings) - len(hard)
    if others and not hard:
        console.say("  " + _("remarks that stop nothing: %(n)s") % {"n": others})


def tell(findings: Sequence[Finding], console: Console, most: int = 20) -> None:
    """Findings in words, which name their places."""
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    for finding in findings[:most]:
        console.say(f"  {say(finding, language)}")
    if len(findings) > most:
        console.say("  " + _("… and %(n)s more") % {"n": len(findings) - most})
