"""Which programs do the tests need beyond Python, and can they be installed here?"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

POLICY = Path("/usr/sbin/policy-rc.d")
# Debian package -> any one of these programs, or files, is enough.
NEEDED = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "libnss3-tools": ("certutil",),
    "curl": ("curl",),
    "postgresql": ("initdb", "pg_ctlcluster"),  # Debian keeps the server itself outside PATH
    "strace": ("strace",),
    "systemd": ("systemd-analyze",),  # nothing of it is started: it reads our units
    # What compiles and runs the samples for vendors.
    "default-jdk-headless": ("javac",),
    "mono-devel": ("mcs",),
    "nodejs": ("node",),
    "npm": ("npm",),
    "php-cli": ("php",),
    "php-curl": ("/usr/lib/php/*/curl.so",),
    "php-soap": ("/usr/lib/php/*/soap.so",),
    "fp-compiler": ("fpc",),
    "fp-units-fcl": ("/usr/lib/*/fpc/*/units/*/fcl-web",),
    "fp-units-net": ("/usr/lib/*/fpc/*/units/*/openssl",),
    "libssl-dev": ("/usr/lib/*/libssl.so",),
    # What stands before the portal in production; Debian keeps both outside the PATH of who is not root.
    "nginx": ("/usr/sbin/nginx", "nginx"),
    "haproxy": ("/usr/sbin/haproxy", "haproxy"),
    "clamav-daemon": ("/usr/sbin/clamd", "clamd"),  # with a signature of our own: nothing is downloaded
}


def ensure_packages() -> None:
    """Installs what is missing where that is allowed; elsewhere it names the packages."""
    missing = missing_packages()
    if missing and (prefix := apt_prefix()) is not None:
        install(prefix, missing)
        missing = missing_packages()
    if missing:
        print(f"De tests missen iets. Installeer: apt-get install {' '.join(missing)}", flush=True)


def missing_packages() -> list[str]:
    return [package for package, signs in NEEDED.items() if not any(map(is_there, signs))]


def is_there(sign: str) -> bool:
    return bool(glob(sign)) if sign.startswith("/") else shutil.which(sign) is not None


def apt_prefix() -> list[str] | None:
    """What makes apt-get work without a question; None when nothing does."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "--non-interactive"]
    may = shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True).returncode == 0
    return sudo if may else None


def install(prefix: list[str], packages: list[str]) -> None:
    print(f"Debian: {' en '.join(packages)} worden geïnstalleerd …", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    command = [*apt, "install", "--no-install-recommends", *packages]
    with services_stay_off(prefix):
        if subprocess.run(command, capture_output=True).returncode:  # perhaps the lists of packages are old
            subprocess.run([*apt, "update"], capture_output=True)
            subprocess.run(command, stdout=subprocess.DEVNULL)


@contextmanager
def services_stay_off(prefix: list[str]) -> Iterator[None]:
    """Debian starts what it installs: nginx would take port 80, where the tests need none of it. A policy of the
    machine itself stays as it is."""
    if POLICY.exists():
        yield
        return
    script = f"printf '#!/bin/sh\\nexit 101\\n' > {POLICY} && chmod 755 {POLICY}"
    subprocess.run([*prefix, "sh", "-c", script], capture_output=True)
    try:
        yield
    finally:
        subprocess.run([*prefix, "rm", "-f", str(POLICY)], capture_output=True)
