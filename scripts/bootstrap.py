"""
Prepares `.venv` from the lock on a machine that has nothing but Python and make.

    python3 scripts/bootstrap.py run     what the program needs
    python3 scripts/bootstrap.py test    the same, the test tools, and a browser for the browser tests

Only the standard library is used here, and no git. A second call finds that nothing changed and returns at once.
Every step is printed with the time it took; what the tools said is kept in var/log/bootstrap.log.
"""

import contextlib
import hashlib
import json
import os
import platform
import shutil
import ssl
import subprocess
import sys
import time
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  an older Python may well be what `python3` is
    sys.exit(
        "Remeslo needs Python 3.11 or newer; {} is {}.{}.\n"
        "Install one and name it: make PYTHON=python3.12 setup".format(sys.executable, *sys.version_info[:2])
    )

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BOOT = ROOT / ".boot"
LOCKS = {"run": ROOT / "requirements/run.txt", "test": ROOT / "requirements/test.txt"}
UV_LOCK = ROOT / "requirements/uv.txt"
LOG = ROOT / "var/log/bootstrap.log"
STAMP = VENV / "remeslo-stamp.json"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OFFICES = ("soffice", "libreoffice")
OFFICE = ("libreoffice-writer-nogui", "fonts-liberation")
WINDOWS = os.name == "nt"


class StepFailed(Exception):
    """A command of a step ended badly; carries the last lines that it printed."""


# --- steps, their times and their log ---------------------------------------------------------------------------


@contextlib.contextmanager
def step(title):
    """Time a step and print it when it is done, or when it failed."""
    log(f"== {title}")
    started = time.monotonic()
    try:
        yield
    except BaseException:
        say(started, f"{title}: failed")
        raise
    say(started, title)


def say(started, text):
    """Print a line that begins with the seconds since `started`."""
    line = f"[{time.monotonic() - started:6.1f} s] {text}"
    print(line, flush=True)
    log(line)


def log(text):
    """Add a line to the log."""
    with LOG.open("a", encoding="utf-8") as out:
        out.write(text + "\n")


def command(*words, env=None):
    """Run a command with its output in the log; raise StepFailed with the end of that output."""
    words = [str(word) for word in words]
    log("$ " + " ".join(words))
    done = subprocess.run(
        words,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    log(done.stdout.rstrip())
    if done.returncode != 0:
        end = "\n".join("    " + line for line in done.stdout.strip().splitlines()[-12:])
        raise StepFailed(f"{' '.join(words)} ended with status {done.returncode}:\n{end}")


# --- is there anything to do? -----------------------------------------------------------------------------------


def wanted_stamp(kind):
    """What an up-to-date `.venv` of this kind is made from."""
    sha = hashlib.sha256()
    for path in (LOCKS[kind], ROOT / "pyproject.toml"):
        sha.update(path.read_bytes())
    return {"kind": kind, "sha256": sha.hexdigest(), "python": platform.python_version(), "root": str(ROOT)}


def read_stamp():
    """What `.venv` was made from, or nothing."""
    try:
        return json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def venv_python(folder):
    """The interpreter inside a virtual environment."""
    return folder / ("Scripts/python.exe" if WINDOWS else "bin/python")


def version_of(python):
    """The version an interpreter reports; None when it is absent or broken (by a move, or an updated system)."""
    if not python.exists():
        return None
    code = "import platform; print(platform.python_version())"
    done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


# --- the tools --------------------------------------------------------------------------------------------------


def make_venv(folder):
    """Make a virtual environment with pip in it, whatever of venv, ensurepip and pip the machine has."""
    try:
        command(sys.executable, "-m", "venv", "--clear", folder)
        return
    except StepFailed as failure:
        first = failure  # Debian and Ubuntu keep ensurepip in a package of its own
    package = f"python3.{sys.version_info.minor}-venv"
    if may_install() and Path(sys.executable).resolve().is_relative_to("/usr/bin"):
        apt_install(package)
        command(sys.executable, "-m", "venv", "--clear", folder)
        return
    shutil.rmtree(folder, ignore_errors=True)
    raise StepFailed(
        f"Python can't make a virtual environment here.\n{first}\n"
        f"On Debian or Ubuntu run:  sudo apt-get install {package}\nand then the same command again."
    ) from first


def find_uv():
    """The locked uv, put into `.boot` when it is not there; None when it can't be had."""
    uv = venv_python(BOOT).with_name("uv.exe" if WINDOWS else "uv")
    mark = BOOT / "uv.sha256"
    want = hashlib.sha256(UV_LOCK.read_bytes()).hexdigest()
    if uv.exists() and mark.exists() and mark.read_text() == want:
        return uv
    with step("fetches uv, which installs the rest"):
        make_venv(BOOT)
        try:
            command(venv_python(BOOT), "-m", "pip", "install", "-q", "--require-hashes", "-r", UV_LOCK)
        except StepFailed as failure:
            log(str(failure))
            print("  uv can't be had here; pip will do, more slowly", flush=True)
            return None
        mark.write_text(want)
    return uv


def install(kind):
    """Bring `.venv` to what the lock says, and put the package itself into it."""
    lock = LOCKS[kind]
    uv = find_uv()
    STAMP.unlink(missing_ok=True)
    try:
        if uv is None:
            raise StepFailed("no uv")
        install_by_uv(uv, lock)
    except StepFailed as failure:
        if uv is not None:
            print(f"  uv could not; pip tries the same:\n{failure}", flush=True)
        install_by_pip(lock)
    STAMP.write_text(json.dumps(wanted_stamp(kind)), encoding="utf-8")


def install_by_uv(uv, lock):
    """The usual way: exactly the lock, nothing else, compiled."""
    python = venv_python(VENV)
    env = {"UV_PYTHON_DOWNLOADS": "never", "UV_COMPILE_BYTECODE": "1"}
    if Path(ssl.get_default_verify_paths().cafile or "").is_file():
        env["UV_SYSTEM_CERTS"] = "1"  # a network with a certificate authority of its own tells the system, not uv
    if version_of(python) != platform.python_version():
        with step("makes .venv"):
            command(uv, "venv", "-q", "--clear", "--python", sys.executable, VENV, env=env)
    with step(f"installs the packages of {lock.relative_to(ROOT)} and compiles them"):
        command(uv, "pip", "sync", "--require-hashes", "--python", python, lock, env=env)
    with step("installs remeslo itself, editable"):
        command(uv, "pip", "install", "--no-build-isolation", "--no-deps", "--python", python, "-e", ROOT, env=env)


def install_by_pip(lock):
    """The way back: the same files with the same hashes."""
    python = venv_python(VENV)
    pip = (python, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    with step("makes .venv with pip"):
        make_venv(VENV)
    with step(f"installs the packages of {lock.relative_to(ROOT)} by pip"):
        command(*pip, "--require-hashes", "-r", lock)
    with step("installs remeslo itself, editable"):
        command(*pip, "--no-build-isolation", "--no-deps", "-e", ROOT)


# --- the solver's kernels ---------------------------------------------------------------------------------------


def compile_kernels():
    """Compile the solvers now, so that nobody's first plan waits for it; without it all goes on."""
    try:
        with step("compiles the solvers of timetables and terms"):
            for part in ("timetable", "term"):
                command(venv_python(VENV), "-m", "remeslo.cli.main", part, "prepare")
    except StepFailed as failure:
        log(str(failure))


# --- translations -----------------------------------------------------------------------------------------------


def compile_messages():
    """Compile every translation that is newer than its compiled form."""
    sources = sorted((ROOT / "src").glob("**/LC_MESSAGES/*.po"))
    stale = [po for po in sources if not is_newer(po.with_suffix(".mo"), po)]
    if stale:
        with step(f"compiles {len(stale)} translation files"):
            code = "import sys, polib\nfor po in sys.argv[1:]: polib.pofile(po).save_as_mofile(po[:-2] + 'mo')"
            command(venv_python(VENV), "-c", code, *stale)


def is_newer(made, source):
    """Whether `made` is there and no older than `source`."""
    return made.exists() and made.stat().st_mtime >= source.stat().st_mtime


# --- what only the tests need from the system -------------------------------------------------------------------


def prepare_browser():
    """Install a browser and a Cyrillic font where they are missing and we may; say what to do where we may not."""
    missing = []
    if not (os.environ.get("REMESLO_CHROMIUM") or any(shutil.which(name) for name in BROWSERS)):
        missing.append("chromium")
    if not has_cyrillic_font():
        missing.append("fonts-dejavu-core")
    if not missing:
        return
    if may_install():
        with step(f"installs {' and '.join(missing)} for the browser tests"):
            apt_install(*missing)
        return
    print(
        f"  The browser tests need {' and '.join(missing)}, and only root can install them. On Debian or Ubuntu:\n"
        f"      sudo apt-get install {' '.join(missing)}\n"
        "  or set REMESLO_CHROMIUM to the program of a Chromium or Chrome. Everything else can be tested without.",
        flush=True,
    )


def prepare_office():
    """Install LibreOffice, which turns the documents into pages for their tests; without it only these tests skip."""
    if any(shutil.which(name) for name in OFFICES):
        return
    if not may_install():
        print(f"  Documents are not rendered in the tests without LibreOffice: sudo apt-get install {' '.join(OFFICE)}")
        return
    try:
        with step("installs LibreOffice Writer for the tests of documents"):
            apt_install(*OFFICE)
    except StepFailed as failure:
        log(str(failure))


def has_cyrillic_font():
    """Whether fontconfig knows a font with Russian letters; where it can't be asked, a browser brings it along."""
    lister = shutil.which("fc-list")
    if not lister:
        return Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf").exists() or not sys.platform.startswith("linux")
    return bool(subprocess.run([lister, ":lang=ru"], capture_output=True, check=False).stdout.strip())


def may_install():
    """Whether we are root on a system with apt."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(*packages):
    """Install packages of Debian."""
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    command("apt-get", "update", "-q", env=env)
    command("apt-get", "install", "-y", "-q", "--no-install-recommends", *packages, env=env)


# --- the whole --------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def one_at_a_time():
    """Let a second bootstrap of the same folder wait for the first."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (LOG.parent / "bootstrap.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(kind):
    """Prepare for running or for testing."""
    started = time.monotonic()
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with one_at_a_time():
        log(f"\n==== {time.strftime('%Y-%m-%d %H:%M:%S')} bootstrap {kind}, Python {platform.python_version()}")
        stamp = read_stamp()
        if stamp.get("kind") == "test":
            packages = "test"  # once there, the test tools stay: running needs a part of them
        else:
            packages = kind
        if stamp != wanted_stamp(packages) or version_of(venv_python(VENV)) != platform.python_version():
            install(packages)
            compile_kernels()
        compile_messages()
        if kind == "test":
            prepare_browser()
            prepare_office()
    say(started, "bootstrap: ready" + (" to test" if kind == "test" else ""))


if __name__ == "__main__":
    if sys.argv[1:] not in (["run"], ["test"]):
        sys.exit(__doc__)
    try:
        main(sys.argv[1])
    except StepFailed as failure:
        sys.exit(f"\n{failure}\n\nThe whole log: {LOG.relative_to(ROOT)}")
    except KeyboardInterrupt:
        sys.exit("\nStopped; the same command goes on from here.")
