"""The samples for vendors, and how each is built and started."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
Run = Callable[..., subprocess.CompletedProcess[str]]


@dataclass(frozen=True)
class Sample:
    """`{out}` is a folder for what the compiler makes."""

    source: str
    start: tuple[str, ...]
    build: tuple[tuple[str, ...], ...] = ()

    def run(self, out: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
        return call(self._filled(self.start, out), *map(str, arguments), out=out)

    def compile(self, out: Path) -> None:
        for program, *_words in (self.start, *self.build):
            if "{out}" not in program:
                need(program)
        for command in self.build:
            made = call(self._filled(command, out), out=out)
            assert made.returncode == 0, made.stdout + made.stderr

    def _filled(self, words: tuple[str, ...], out: Path) -> list[str]:
        return [word.format(out=out, source=SAMPLES / self.source, soap=ROOT / "contracts" / "soap") for word in words]


PYTHON = (sys.executable, "{source}")
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", "{out}", "Push")
JAVAC = ("javac", "-Xlint:all", "-Werror", "-d", "{out}", "{source}")
MCS = ("mcs", "-warnaserror", "-out:{out}/push.exe", "{source}")
MONO = ("mono", "{out}/push.exe")
WSDL = ("wsdl", "-n:Instroom", "-out:{out}/Instroom.cs", "{soap}/instroom.wsdl", "{soap}/instroom.xsd")
RUN_BY_CI: Mapping[str, Sample] = {
    sample.source: sample
    for sample in (
        Sample("csharp/Push.cs", MONO, ((*MCS, "-r:System.Runtime.Serialization,System.Xml.Linq"),)),
        Sample("csharp/PushSoap.cs", MONO, (WSDL, (*MCS, "{out}/Instroom.cs", "-r:System.Web.Services"))),
        Sample("java/Push.java", JAVA, (JAVAC,)),
        Sample("pascal/push.pas", ("{out}/push",), (("fpc", "-v0", "-FU{out}", "-o{out}/push", "{source}"),)),
        Sample("php/push.php", ("php", "{source}")),
        Sample("php/push_soap.php", ("php", "{source}")),
        Sample("python/push.py", PYTHON),
        Sample("python/push_sdk.py", PYTHON),
    )
}


def need(program: str) -> None:
    if not shutil.which(program):
        pytest.skip(f"needs {program}: see tools/debian.py")


def call(command: list[str], *arguments: str, out: Path) -> subprocess.CompletedProcess[str]:
    """As a vendor would in a terminal with UTF-8, without what this test run has in its environment."""
    environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ}
    return subprocess.run(
        [*command, *arguments],
        cwd=out,
        env=environment | {"LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
