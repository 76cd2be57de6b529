"""Makes the environment and starts the demo, on any system with Python 3.11 and nothing else."""

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  # whoever comes with an older one is told so
    sys.exit("Python 3.11 of nieuwer is nodig. Dit is Python {}.{}.".format(*sys.version_info))

GEBRUIK = """python3 demo.py            start de demo; Ctrl-C stopt hem
python3 demo.py --once     doe de hele weg één keer, zonder browser
python3 demo.py --reset    gooi de sandbox weg"""
ACTS = {"": "up", "--once": "once", "--reset": "reset"}

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OWN_PACKAGES = (".", "sdk", "softwarepakket", "sandbox", "testkit")
DEMO_LOCK = "requirements-demo.lock"


def main(arguments: list[str]) -> None:
    act = ACTS.get(" ".join(arguments))
    if act is None:
        sys.exit(GEBRUIK)
    ensure_environment(DEMO_LOCK)
    os.environ.setdefault("MACHTIGINGEN_SANDBOX", str(ROOT / "var" / "sandbox"))
    become([str(PYTHON), "-m", "machtigingen_sandbox", act])


def ensure_environment(lock: str) -> None:
    """`.venv` with the packages of this lock file and our own. Does nothing when that is there already."""
    stamp = VENV / f"{lock}.stamp"
    wanted = fingerprint(lock)
    working = venv_works()
    if working and stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    if not working:
        make_venv()
    install_locked(lock)
    install_own()
    stamp.write_text(wanted, encoding="ascii")


def fingerprint(lock: str) -> str:
    """Changes when there is something to install: other packages, or the same in another place."""
    files = [ROOT / lock, *(ROOT / package / "pyproject.toml" for package in OWN_PACKAGES)]
    return hashlib.sha256(b"\0".join([os.fsencode(ROOT), *(file.read_bytes() for file in files)])).hexdigest()


def venv_works() -> bool:
    """False when there is none, or when the Python that made it is gone."""
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0


def make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:  # Debian and Ubuntu keep it apart
        sys.exit("Python kan hier geen omgeving maken. Installeer eerst: apt-get install python3-venv")
    print("De omgeving wordt gemaakt in .venv …", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def install_locked(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    total = sum("==" in line and not line.startswith((" ", "#")) for line in lines)
    pip("--require-hashes", "-r", str(ROOT / lock), total=total)


def install_own() -> None:
    """Editable. What building them needs is in the lock, so no index is asked."""
    own = [word for package in OWN_PACKAGES for word in ("-e", str(ROOT / package))]
    pip("--no-index", "--no-deps", "--no-build-isolation", *own, total=len(OWN_PACKAGES))


def pip(*arguments: str, total: int) -> None:
    """Installs, and shows how far it is. When it fails, it ends with pip's last words."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    ) as process:
        said, seen = [], 0
        for line in process.stdout or ():
            said.append(line)
            if line.startswith(("Collecting ", "Obtaining ", "Requirement already ", "Ignoring ")):
                seen += 1
                show_progress(f"Pakket {min(seen, total)} van {total}")
            elif line.startswith("Installing "):
                show_progress("Pakketten worden geïnstalleerd")
    show_progress("")
    if process.returncode:
        sys.exit("".join(said[-15:]) + "Installeren is niet gelukt. Is er verbinding met internet?")


def show_progress(text: str) -> None:
    """On one line of a terminal, over what stood there; a log file gets nothing of it."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)


def become(command: list[str]) -> None:
    """Goes on as this command; where a process cannot, it waits for it and passes on how it ended."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    process = subprocess.Popen(command)
    while True:
        try:
            sys.exit(process.wait())
        except KeyboardInterrupt:
            continue  # the command heard the same Ctrl-C, and stops in its own time


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nGestopt. De volgende start gaat verder waar het nodig is.")
