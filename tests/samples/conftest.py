"""Each sample, compiled once and pointed at the sandbox; and portals that it must not trust."""

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from machtigingen_sandbox.omgeving import SYSTEEMCERTIFICAAT, Omgeving

from .programs import RUN_BY_CI, Run


@pytest.fixture(scope="package", params=sorted(RUN_BY_CI))
def push(request: pytest.FixtureRequest, omgeving: Omgeving, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs one sample, compiled once, with the name of a certificate or the path of one."""
    sample, out = RUN_BY_CI[request.param], tmp_path_factory.mktemp("sample")
    sample.compile(out)

    def push(certificaat: str | Path = SYSTEEMCERTIFICAAT, *, url: str = "") -> CompletedProcess[str]:
        stem = omgeving.certificaat(str(certificaat)).with_suffix("")
        return sample.run(out, url or omgeving.adres("api"), stem)

    return push


@pytest.fixture
def another_ca(omgeving: Omgeving, tmp_path: Path) -> Path:
    """The certificate of the package, in a folder where ca.pem is of somebody who did not issue the portal's."""
    for ending in ("pem", "key", "p12"):
        shutil.copy(omgeving.certificaat(SYSTEEMCERTIFICAAT, ending), tmp_path)
    shutil.copy(omgeving.map / "ca" / "vreemde-ca.pem", tmp_path / "ca.pem")
    return tmp_path / SYSTEEMCERTIFICAAT


@pytest.fixture
def another_name(omgeving: Omgeving) -> Iterator[str]:
    """An address that leads to the portal and stands in no certificate of it."""
    with socket.create_server(("127.0.0.2", 0)) as server:
        threading.Thread(target=forward, args=(server, omgeving.poorten["api"]), daemon=True).start()
        yield f"https://127.0.0.2:{server.getsockname()[1]}"


def forward(server: socket.socket, port: int) -> None:
    near, _address = server.accept()
    far = socket.create_connection(("127.0.0.1", port))
    threading.Thread(target=pump, args=(near, far), daemon=True).start()
    pump(far, near)


def pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError), target:
        while data := source.recv(65536):
            target.sendall(data)
