"""Papers for a scheduler, its workers and us."""

import shutil
import subprocess

import pytest

from remeslo.cli.many.distributed import Papers


@pytest.fixture(scope="session")
def papers(tmp_path_factory):
    """A certificate that vouches for itself."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make certificates with")
    folder = tmp_path_factory.mktemp("papers")
    cert, key = folder / "cert.pem", folder / "key.pem"
    asked = ("-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost")
    command = ["openssl", "req", "-x509", *asked, "-keyout", str(key), "-out", str(cert)]
    subprocess.run(command, check=True, capture_output=True)
    return Papers(cert, cert, key)
