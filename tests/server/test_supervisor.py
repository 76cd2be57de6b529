"""systemd hears that a portal listens; without systemd nothing is said."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from machtigingen.project.server.supervisor import tell_ready


@pytest.fixture(params=["file", "abstract"])
def heard(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, socket.socket]]:
    """The socket of a systemd, by the name that it gives in the environment."""
    name = str(tmp_path / "notify") if request.param == "file" else f"@{tmp_path.name}-notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
        one.bind(name.replace("@", "\0", 1) if name.startswith("@") else name)
        one.settimeout(5)
        yield name, one


def test_it_says_that_it_is_ready(heard: tuple[str, socket.socket]) -> None:
    name, listener = heard
    tell_ready({"NOTIFY_SOCKET": name})
    assert listener.recv(100) == b"READY=1"


@pytest.mark.parametrize("name", ["", "vsock:2:1234", "/is/er/niet"])
def test_where_nobody_listens_nothing_happens(name: str) -> None:
    tell_ready({"NOTIFY_SOCKET": name} if name else {})
