"""
The one place that knows numba: `njit` compiles a kernel where numba is installed and leaves it as it is where not.

A kernel is ordinary Python over arrays and whole numbers, so both paths give the same trajectory. Compiled kernels let
go of the interpreter's lock (two walks run on two cores) and are kept on disk where a folder can be written to.
"""

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

_Kernel = TypeVar("_Kernel", bound=Callable[..., Any])

#: Set this variable to run the kernels uncompiled (tests of the plain path; numba's own NUMBA_DISABLE_JIT does it too).
PLAIN = "REMESLO_PLAIN_KERNELS"


def _compiler() -> Any:
    """Numba's `njit`, or None where it is absent or switched off."""
    if os.environ.get(PLAIN):
        return None
    try:
        import numba
    except ImportError:
        return None
    return None if numba.config.DISABLE_JIT else numba.njit  # type: ignore[attr-defined]


_NJIT = _compiler()

#: Whether kernels are compiled in this process.
COMPILED = _NJIT is not None


@lru_cache(maxsize=8)
def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Changes whenever the source of any kernel of a folder does."""
    found = []
    for path in sorted(folder.glob("*.py")):
        stat = path.stat()
        found.append((path.name, stat.st_mtime_ns, stat.st_size))
    return tuple(found)


def njit(kernel: _Kernel) -> _Kernel:
    """The kernel compiled on its first call (kept on disk if possible), or the kernel itself without numba."""
    if _NJIT is None:
        return kernel
    try:
        compiled = _NJIT(cache=True, nogil=True)(kernel)
    except RuntimeError:  # no folder to keep compiled code in
        return _NJIT(nogil=True)(kernel)  # type: ignore[no-any-return]
    _watch_all_sources(compiled, Path(kernel.__code__.co_filename).parent)
    return compiled  # type: ignore[no-any-return]


def _watch_all_sources(compiled: Any, folder: Path) -> None:
    """
    Makes kept code stale when any kernel file of the folder changes.

    Numba looks only at the file of the function itself, but a kernel holds compiled copies of those it calls.
    """
    kept = getattr(getattr(compiled, "_cache", None), "_cache_file", None)
    if kept is not None and hasattr(kept, "_source_stamp"):
        kept._source_stamp = _stamp(folder)
