"""The pack that comes with the program."""

from functools import cache
from importlib import resources

from remeslo.core.agreements.content import ContentPack
from remeslo.interchange.agreementpack.reader import read

FILE = "ru-agreements-2013.toml"


@cache
def builtin() -> ContentPack:
    """The pack of ``packs/agreements``; raises ValueError when it is spoiled."""
    data = (resources.files("remeslo") / "packs" / "agreements" / FILE).read_bytes()
    pack, findings = read(data, name=FILE)
    if pack is None:
        raise ValueError(f"{FILE}: {[(f.code, f.where) for f in findings]}")
    return pack
