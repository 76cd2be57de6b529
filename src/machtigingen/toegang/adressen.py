"""From where may a system certificate call? IP addresses and ranges, written in one way. Pure."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

ADRESSEN_MAX = 50
# A wider range is hardly a check: a few thousand addresses are more than any organisation calls from.
_KORTSTE = {4: 16, 6: 32}


class Adresfout(ValueError):
    """This is no address or range that can be registered; the text says which one and why."""


def parse_adressen(teksten: Sequence[str]) -> list[str]:
    """Each in its shortest form, sorted, once. Raises `Adresfout`."""
    netten = {_net(tekst.strip()) for tekst in teksten if tekst.strip()}
    if len(netten) > ADRESSEN_MAX:
        raise Adresfout(f"meer dan {ADRESSEN_MAX} adressen")
    return [
        _tekst(net) for net in sorted(netten, key=lambda net: (net.version, int(net.network_address), net.prefixlen))
    ]


def may_call_from(adres: str, adressen: Sequence[str]) -> bool:
    """Is this address one of these, or in one of these ranges? What cannot be read is not."""
    try:
        van = _real(ip_address(adres))
        return any(van in ip_network(een) for een in adressen)
    except ValueError:
        return False


def _net(tekst: str) -> IPv4Network | IPv6Network:
    try:
        net = ip_network(tekst)
    except ValueError:
        raise Adresfout(f"{tekst[:50]!a} is geen IP-adres en geen reeks (CIDR){_perhaps(tekst)}") from None
    if isinstance(net, IPv6Network) and net.network_address.ipv4_mapped:
        raise Adresfout(f"{tekst}: schrijf dit als IPv4-adres")
    if net.prefixlen < _KORTSTE[net.version]:
        raise Adresfout(f"{tekst} is te ruim; neem minstens /{_KORTSTE[net.version]}")
    return net


def _perhaps(tekst: str) -> str:
    """The range in which this address lies, when it is written as one that begins there."""
    try:
        return f". Bedoelt u {ip_network(tekst, strict=False)}?"
    except ValueError:
        return ""


def _tekst(net: IPv4Network | IPv6Network) -> str:
    return str(net.network_address) if net.num_addresses == 1 else str(net)


def _real(adres: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """A server that listens on both kinds sees an IPv4 caller as ::ffff:192.0.2.1."""
    return adres.ipv4_mapped or adres if isinstance(adres, IPv6Address) else adres
