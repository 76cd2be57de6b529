"""Which ports can a server have that runs for a while, beside others?"""

import platform
import random
import socket

LOOPBACK = "127.0.0.1"
# Below those that a system by default gives to who calls, so that no connection has one before its server begins.
_RUIMTE = range(20_000, 32_000)
_KEPT_BY_NAME = platform.system() == "Linux"
_gehouden: list[socket.socket] = []


def free_ports(aantal: int) -> list[int]:
    """Ports where nothing listens. Nobody else who asks here, in whatever process, gets one of them while this process
    lives (on Linux): between asking and listening can be a minute. Raises `OSError` when there are not so many."""
    gekozen: list[int] = []
    for poort in random.SystemRandom().sample(_RUIMTE, len(_RUIMTE)):
        if len(gekozen) == aantal:
            break
        if _is_free(poort) and _keep(poort):
            gekozen.append(poort)
    if len(gekozen) < aantal:
        raise OSError(f"{aantal} free ports: there are {len(gekozen)}")
    return gekozen


def _is_free(poort: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((LOOPBACK, poort))
        except OSError:
            return False
    return True


def _keep(poort: int) -> bool:
    """By a name that the kernel forgets with this process, however it ends."""
    if not _KEPT_BY_NAME:
        return True
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind(f"\0machtigingen-poort-{poort}")
    except OSError:
        name.close()
        return False
    _gehouden.append(name)
    return True
