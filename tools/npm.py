"""The packages that the client for Node is tested with: installed before the tests, once for each lock file."""

import hashlib
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLIENT = ROOT / "tests" / "soap" / "klanten" / "node"
VAR = ROOT / "var" / "soap-klanten"


def folder() -> Path:
    lock = (CLIENT / "package-lock.json").read_bytes()
    return VAR / hashlib.sha256(lock).hexdigest()[:12]


def is_there() -> bool:
    return (folder() / "gereed").exists()


def ensure_packages() -> None:
    """Where npm is and what it asks for can be reached; elsewhere the test tells that they are missing."""
    if is_there() or not shutil.which("npm"):
        return
    print("npm: de pakketten voor de Node-client worden geïnstalleerd …", flush=True)
    shutil.rmtree(folder(), ignore_errors=True)
    shutil.copytree(CLIENT, folder())
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    if subprocess.run(command, cwd=folder(), stdout=subprocess.DEVNULL).returncode == 0:
        (folder() / "gereed").touch()
