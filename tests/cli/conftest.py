"""Commands run in this process; what they print is kept."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from remeslo.cli.console import Console
from remeslo.cli.main import parser
from remeslo.interchange.sentences import as_language

ROOT = Path(__file__).resolve().parents[2]
MINIMAL = ROOT / "examples" / "minimal"


@dataclass(frozen=True)
class Ran:
    """Exit status and output of a command."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture(scope="session")
def remeslo():
    """Runs a command as `remeslo ARGS...` would."""

    def run(*args):
        parsed = parser().parse_args([str(a) for a in args])
        console = Console(as_language(parsed.lang or "ru"), out=io.StringIO(), err=io.StringIO())
        status = parsed.run(parsed, console)
        return Ran(int(status), console.out.getvalue(), console.err.getvalue())

    return run


@pytest.fixture(scope="session")
def planned(remeslo, tmp_path_factory):
    """The smallest example, planned once with its documents."""
    out = tmp_path_factory.mktemp("planned")
    ran = remeslo("plan", MINIMAL, "--out", out, "--lexical", "--json")
    assert ran.status == 0, ran.out
    return out
