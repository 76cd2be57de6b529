"""Where may something be sent to? Rules for what somebody fills in, and for where a name turns out to lead. Pure.

An address is somebody else's choice, and the portal stands within a network: so never to an address that only means
something inside one (OWASP, Server Side Request Forgery Prevention). What is filled in is looked at here once; where
its name leads is looked at with every connection, for that can change.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from machtigingen.foundation import DomainError, holds_bsn

ADRES_MAX = 300
_POORT_VRIJ = 1024  # below it are the services of systems (RFC 6335, 6); of those only the web is called
_TEKENS = re.compile(r"[!-~]+", re.ASCII)
# The plain form of an address (RFC 5321, 4.1.2), without quotes: those exist to carry what could break a header.
_MAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,63}")
_NAT64 = IPv6Network("64:ff9b::/96")
_UNICAST = IPv6Network("2000::/3")


@dataclass(frozen=True, kw_only=True)
class Webadres:
    """Where a webhook is posted: one server, and what comes after its name."""

    versleuteld: bool
    host: str
    poort: int
    pad: str


def parse_webhook(tekst: str, *, sandbox: bool, pad: str = "") -> Webadres:
    """Raises N102 for what is no https address of a server outside; a sandbox may call itself, over http too."""
    try:
        delen = urlsplit(tekst)
        host, genoemd = delen.hostname or "", delen.port
    except ValueError:
        raise DomainError.one("N102", pad=pad) from None
    versleuteld = delen.scheme == "https"
    gewoon = 443 if versleuteld else 80
    poort = gewoon if genoemd is None else genoemd
    goed = (
        _TEKENS.fullmatch(tekst)
        and len(tekst) <= ADRES_MAX
        and host
        and (poort == gewoon or poort >= _POORT_VRIJ)
        and not (delen.fragment or "@" in delen.netloc or "\\" in tekst)
        and (versleuteld or (sandbox and delen.scheme == "http" and _is_loopback(host)))
        and _may_be_outside(host, sandbox=sandbox)
    )
    if not goed:
        raise DomainError.one("N102", pad=pad)
    vraag = f"?{delen.query}" if delen.query else ""
    return Webadres(
        versleuteld=versleuteld,
        host=host,
        poort=poort,
        pad=(delen.path or "/") + vraag,
    )


def parse_mailadres(tekst: str, *, pad: str = "") -> str:
    """Raises N103 for what is no plain mail address, and N107 for one with what can be a BSN in it: it stands in mail
    and in logs of others."""
    kaal = tekst.strip()
    naam = kaal.partition("@")[0]
    if len(kaal) > 254 or not _MAIL.fullmatch(kaal) or naam.startswith(".") or naam.endswith(".") or ".." in naam:
        raise DomainError.one("N103", pad=pad)
    if holds_bsn(kaal):
        raise DomainError.one("N107", pad=pad)
    return kaal


def is_outside(adres: str, *, sandbox: bool) -> bool:
    """May a connection be made to this IP address? In a sandbox to this machine and its own network too."""
    ip = _innermost(ip_address(adres.partition("%")[0]))
    if ip.is_multicast or ip.is_unspecified or ip.is_link_local:  # in a cloud the last holds its keys
        return False
    if sandbox and (ip.is_loopback or ip.is_private):
        return True
    return ip.is_global and (isinstance(ip, IPv4Address) or ip in _UNICAST)


def _innermost(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """An IPv4 address can be written within an IPv6 one, and then leads where the IPv4 one does."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def _may_be_outside(host: str, *, sandbox: bool) -> bool:
    """A name can lead anywhere: that is seen when it is called."""
    try:
        return is_outside(host, sandbox=sandbox)
    except ValueError:
        return True


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
