"""The three listeners as the operator set them: the embedded door, or the back of a proxy."""

import os
import ssl
from collections.abc import Callable, Mapping
from typing import Any

from machtigingen.project import certificaten
from machtigingen.project.config import Config, Configuratiefout
from machtigingen.project.server import Listener, Proxy

Uitgevers = tuple[Any, ...]
Watch = Callable[[Mapping[bytes, bytes]], None]


def issuers() -> Uitgevers:
    """Whose client certificates are asked for."""
    return tuple(profiel.ca for profiel in certificaten.bron().profielen())


def listener(config: Config, naam: str, *, uitgevers: Uitgevers, watch: Watch) -> Listener:
    """Raises `Configuratiefout` for a user, group or certificate of the proxy that does not exist."""
    return Listener(
        naam=naam,
        host=config.host,
        port=config.poorten[naam],
        certfile=config.tls_certificaat,
        keyfile=config.tls_sleutel,
        info=config.adressen["info"],
        client_ca=None if naam == "info" else uitgevers,
        profiel=config.tls_profiel,
        uploads=config.upload_bytes,
        proxy=None if config.deur == "zelf" else _proxy(config, naam, watch),
    )


def _proxy(config: Config, naam: str, watch: Watch) -> Proxy:
    if config.proxy_weg == "loopback":
        return Proxy(certificate=_pinned(config), watch=watch)
    users = frozenset(_uid(gebruiker) for gebruiker in config.proxy_gebruikers)
    if not config.proxy_groep and users - {0, os.getuid()}:
        raise Configuratiefout("proxy_groep: noem de groep waarin de proxy zit, anders kan hij niet bij de sockets")
    return Proxy(socket=config.proxy_sockets / f"{naam}.sock", users=users, group=_gid(config.proxy_groep), watch=watch)


def _uid(gebruiker: str) -> int:
    import pwd  # not on Windows, where there is no such proxy

    try:
        return pwd.getpwnam(gebruiker).pw_uid
    except KeyError:
        raise Configuratiefout(f"proxy_gebruikers: {gebruiker} is hier geen gebruiker") from None


def _gid(groep: str) -> int | None:
    import grp

    try:
        return grp.getgrnam(groep).gr_gid if groep else None
    except KeyError:
        raise Configuratiefout(f"proxy_groep: {groep} is hier geen groep") from None


def _pinned(config: Config) -> bytes:
    """Not as an issuer: this very certificate."""
    assert config.proxy_certificaat is not None  # Config.check_deur
    try:
        return ssl.PEM_cert_to_DER_cert(config.proxy_certificaat.read_text(encoding="ascii").strip())
    except ValueError as fout:
        raise Configuratiefout("proxy_certificaat: dit bestand moet één certificaat bevatten, als PEM") from fout
