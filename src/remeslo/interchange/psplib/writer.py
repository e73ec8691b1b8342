"""An instance into the bytes of an ``.sm`` file."""

from collections.abc import Iterator

from remeslo.interchange.psplib.instance import PsplibInstance

_STARS = "*" * 72


def write_psplib(instance: PsplibInstance) -> bytes:
    """The file of an instance; reading it gives the same instance when it is read under the same name."""
    return ("\n".join(_lines(instance)) + "\n").encode("ascii")


def _lines(instance: PsplibInstance) -> Iterator[str]:
    resources = range(1, len(instance.capacities) + 1)
    names = "  ".join(f"R {k}" for k in resources)
    yield _STARS
    yield "projects                      :  1"
    yield f"jobs (incl. supersource/sink ):  {len(instance.jobs)}"
    yield f"horizon                       :  {sum(j.duration for j in instance.jobs)}"
    yield "RESOURCES"
    yield f"  - renewable                 :  {len(instance.capacities)}   R"
    yield "  - nonrenewable              :  0   N"
    yield "  - doubly constrained        :  0   D"
    yield from (_STARS, "PRECEDENCE RELATIONS:", "jobnr.    #modes  #successors   successors")
    for j in instance.jobs:
        yield f"{j.number:4} {1:9} {len(j.successors):11}        " + " ".join(map(str, j.successors))
    yield from (_STARS, "REQUESTS/DURATIONS:", f"jobnr. mode duration  {names}", "-" * 72)
    for j in instance.jobs:
        yield f"{j.number:3} {1:6} {j.duration:6}    " + " ".join(f"{r:4}" for r in j.requests)
    yield from (_STARS, "RESOURCEAVAILABILITIES:", f"  {names}")
    yield " ".join(f"{c:4}" for c in instance.capacities)
    yield _STARS
