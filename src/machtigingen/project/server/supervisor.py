"""Tell systemd that this process is ready: the protocol of sd_notify(3), one datagram over a UNIX socket."""

import os
import socket
from collections.abc import Mapping
from contextlib import suppress


def tell_ready(environ: Mapping[str, str] = os.environ) -> None:
    """For `Type=notify`. Nothing when nobody listens: then something else started us."""
    address = environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    if address.startswith("@"):
        address = "\0" + address[1:]  # the abstract namespace of Linux
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
        one.connect(address)
        one.sendall(b"READY=1")
