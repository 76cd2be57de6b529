"""The door in the words of HAProxy (2.6 and later). What it cannot read at all, it refuses in words of its own."""

from collections.abc import Iterator
from pathlib import Path

from machtigingen.project.deur.description import CORRELATIE, METHODE, NIET_DAAR, ONLEESBAAR, Deur, Ingang
from machtigingen.project.lookalikes import ADDRESS, CERTIFICATE, FORGED, LARGEST, NAME_PATTERN

# By the code that the portal would give: the statuses with which HAProxy itself refuses.
_ZELF = {ONLEESBAAR: (400, 501), METHODE: (405,), NIET_DAAR: (500, 502, 503, 504)}


def write(deur: Deur) -> list[Path]:
    """Also certificates and keys, under the names that HAProxy looks for: a renewal is seen at the next reload."""
    geschreven = deur.write(_files(deur))
    paren = {"server": (deur.certificaat, deur.sleutel), "proxy": (deur.eigen_certificaat, deur.eigen_sleutel)}
    for naam, (certificaat, sleutel) in paren.items():
        if certificaat and sleutel:
            geschreven.append(_point(deur.map / f"{naam}.crt", certificaat))
            geschreven.append(_point(deur.map / f"{naam}.crt.key", sleutel))
    return geschreven


def _point(van: Path, naar: Path) -> Path:
    van.unlink(missing_ok=True)
    van.symlink_to(naar.resolve())
    return van


def _files(deur: Deur) -> dict[str, bytes]:
    regels = [*_samen(deur), *(regel for ingang in deur.ingangen for regel in _ingang(deur, ingang))]
    return {"haproxy.cfg": ("\n".join(regels) + "\n").encode(), "ca.pem": deur.ca}


def _samen(deur: Deur) -> Iterator[str]:
    yield "# Geschreven door 'machtigingen deur haproxy'. Verander portaal.toml, en schrijf dit opnieuw."
    yield "# Wie zelf een kop met een certificaat stuurt, krijgt van het portaal foutcode D102."
    yield "global"
    if deur.gebruiker:
        yield f"    user {deur.gebruiker}"
    if deur.groep:  # HAProxy keeps no other group of its user
        yield f"    group {deur.groep}"
    yield "    tune.ssl.cachesize 0"
    yield "    tune.bufsize 98304"
    yield "    tune.maxrewrite 65536"
    versie = "TLSv1.2" if deur.is_ruim else "TLSv1.3"
    yield f"    ssl-default-bind-options ssl-min-ver {versie} no-tls-tickets"
    yield f"    ssl-default-bind-ciphers {deur.suites}"
    yield "defaults"
    yield "    mode http"
    yield "    option http-server-close"
    yield "    http-reuse never"
    yield "    retries 0"
    yield f"    timeout http-request {deur.kop_seconden}s"
    yield f"    timeout http-keep-alive {deur.stil_seconden}s"
    yield f"    timeout client {deur.kop_seconden}s"
    yield "    timeout connect 5s"
    yield f"    timeout server {deur.antwoord_seconden}s"
    yield "    unique-id-format %[uuid()]"


def _ingang(deur: Deur, ingang: Ingang) -> Iterator[str]:
    yield f"\nfrontend machtigingen_{ingang.naam}"
    for regel in (_luister(deur, ingang), *_koppen(ingang), *_fouten(ingang)):
        yield f"    {regel}"
    yield f"    default_backend portaal_{ingang.naam}"
    yield f"\nbackend portaal_{ingang.naam}"
    for regel in _fouten(ingang):
        yield f"    {regel}"
    yield f"    server portaal {_doel(deur, ingang)}"


def _luister(deur: Deur, ingang: Ingang) -> str:
    regel = f"bind {ingang.luistert} ssl crt {deur.map / 'server.crt'} alpn http/1.1"
    if not ingang.vraagt:
        return regel
    # Whatever certificate there is reaches the portal, also a bad one: that says what is wrong.
    return f"{regel} ca-file {deur.map / 'ca.pem'} verify optional crt-ignore-err all ca-ignore-err all"


def _koppen(ingang: Ingang) -> Iterator[str]:
    yield f"http-request set-var(txn.vervalst) bool(true) if {{ req.hdr_names -m reg -i {NAME_PATTERN} }}"
    yield f"http-request del-header (?i){NAME_PATTERN} -m reg"
    yield f"http-request del-header {ADDRESS.replace('-', '_')}"
    yield f"http-request set-header {FORGED} 1 if {{ var(txn.vervalst) -m bool }}"
    yield f"http-request set-header {ADDRESS} %[src]"
    if ingang.vraagt:
        past = f"ssl_c_used }} {{ ssl_c_der,length le {LARGEST}"
        yield f"http-request set-header {CERTIFICATE} :%[ssl_c_der,base64]: if {{ {past} }}"
        yield f"http-request set-header {FORGED} 1 if {{ ssl_c_der,length gt {LARGEST} }}"


def _fouten(ingang: Ingang) -> Iterator[str]:
    for code, statussen in _ZELF.items():
        antwoord = ingang.antwoord(code)
        tekst = antwoord.tekst.replace("%", "%%").replace(CORRELATIE, "%[unique-id]")
        for status in statussen:
            yield (
                f"http-error status {status} content-type {_quoted(antwoord.soort)}"
                f" hdr Correlatie-Id %[unique-id] hdr Cache-Control no-store lf-string {_quoted(tekst)}"
            )


def _doel(deur: Deur, ingang: Ingang) -> str:
    if deur.is_socket:
        return f"unix@{ingang.doel}"
    return (
        f"{ingang.doel} ssl crt {deur.map / 'proxy.crt'} ca-file {deur.eigen_ca} verify required"
        f" verifyhost {ingang.host} sni str({ingang.host}) ssl-min-ver TLSv1.3 no-ssl-reuse"
    )


def _quoted(tekst: str) -> str:
    return "'" + tekst.replace("'", "'\\''") + "'"
