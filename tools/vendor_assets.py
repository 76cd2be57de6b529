"""Copies the pinned NL Design System files into the repository.

Run this only to update: it needs npm; the portal and its tests do not. Per pinned package it asks
npm for the archive, copies the named files unchanged, and writes VENDOR.toml with their hashes.
A file that differs while its version did not is refused: a published version never changes.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

VENDOR = Path(__file__).parents[1] / "src/machtigingen/ui/static/vendor/nlds"


@dataclass(frozen=True, kw_only=True)
class Package:
    name: str
    version: str
    licence: str
    copyright: str
    files: dict[str, str]  # path in the archive -> path in our folder


PACKAGES = (
    Package(
        name="@utrecht/component-library-css",
        version="9.0.4",
        licence="EUPL-1.2",
        copyright="2020-2025 Gemeente Utrecht; 2020-2025 Frameless B.V.",
        files={
            "dist/index.css": "utrecht-components.css",
            "LICENSE.md": "LICENSES/utrecht-component-library-css.md",
        },
    ),
    Package(
        name="@nl-design-system-unstable/voorbeeld-design-tokens",
        version="7.4.1",
        licence="EUPL-1.2",
        copyright="2021 NL Design System Community",
        files={
            "dist/theme.css": "voorbeeld-theme.css",
            "LICENSE.md": "LICENSES/voorbeeld-design-tokens.md",
        },
    ),
    Package(
        name="@fontsource-variable/noto-sans",
        version="5.3.0",
        licence="OFL-1.1",
        copyright="2022 The Noto Project Authors",
        files={
            "files/noto-sans-latin-wght-normal.woff2": "noto-sans-latin-wght-normal.woff2",
            "files/noto-sans-latin-ext-wght-normal.woff2": "noto-sans-latin-ext-wght-normal.woff2",
            "LICENSE": "LICENSES/noto-sans.txt",
        },
    ),
)


def download(package: Package, *, into: Path) -> Path:
    spec = f"{package.name}@{package.version}"
    command = ["npm", "pack", spec, "--ignore-scripts", "--silent", "--pack-destination", str(into)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=into)
    return into / answer.stdout.split()[-1]


def contents(archive: Path, wanted: dict[str, str]) -> dict[str, bytes]:
    """The wanted files by their path in our folder; reads members, never unpacks the archive."""
    found = {}
    with tarfile.open(archive) as tar:
        for source, target in wanted.items():
            member = tar.extractfile(str(PurePosixPath("package") / source))
            if member is None:
                raise SystemExit(f"{source} is not a file in {archive.name}")
            found[target] = member.read()
    return found


def known_hashes() -> dict[tuple[str, str], str]:
    """SHA-256 by (version, file), as VENDOR.toml has it now."""
    record = VENDOR / "VENDOR.toml"
    if not record.exists():
        return {}
    packages = tomllib.loads(record.read_text("utf-8"))["package"]
    return {(package["version"], file): digest for package in packages for file, digest in package["sha256"].items()}


def describe(package: Package, digests: dict[str, str]) -> str:
    lines = [
        "[[package]]",
        f'name = "{package.name}"',
        f'version = "{package.version}"',
        f'licence = "{package.licence}"',
        f'copyright = "{package.copyright}"',
        "",
        "[package.sha256]",
        *(f'"{file}" = "{digest}"' for file, digest in digests.items()),
    ]
    return "\n".join(lines) + "\n"


def update() -> None:
    known = known_hashes()
    record = ["# Written by tools/vendor_assets.py; the files are unchanged copies.\n"]
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            files = contents(download(package, into=Path(folder)), package.files)
        digests = {file: hashlib.sha256(data).hexdigest() for file, data in files.items()}
        for file, digest in digests.items():
            if known.get((package.version, file), digest) != digest:
                sys.exit(f"{package.name} {package.version}: {file} is not what it was. Not copied.")
        for file, data in files.items():
            (VENDOR / file).parent.mkdir(parents=True, exist_ok=True)
            (VENDOR / file).write_bytes(data)
        record.append(describe(package, digests))
    (VENDOR / "VENDOR.toml").write_text("\n".join(record), "utf-8")


if __name__ == "__main__":
    update()
