"""The door in the words of nginx (1.22 and later)."""

from collections.abc import Iterator
from pathlib import Path

from machtigingen.project.deur.description import CORRELATIE, METHODE, NIET_DAAR, ONLEESBAAR, Deur, Ingang
from machtigingen.project.lookalikes import ADDRESS, CERTIFICATE, FORGED, KNOWN

# By the code that the portal would give: the statuses with which nginx itself refuses.
_ZELF = {ONLEESBAAR: "400 414 494 497 501 505", METHODE: "405", NIET_DAAR: "500 502 503 504"}


def write(deur: Deur) -> list[Path]:
    """`machtigingen.conf` belongs in the http block of a server that does more; `nginx.conf` runs it alone."""
    (deur.map / "tijdelijk").mkdir(parents=True, exist_ok=True)
    return deur.write(_files(deur))


def _files(deur: Deur) -> dict[str, bytes]:
    return {
        "machtigingen.conf": "\n".join([*_samen(), *(regel for een in deur.ingangen for regel in _ingang(deur, een))])
        .encode() + b"\n",
        "nginx.conf": _alleen(deur).encode(),
        "ca.pem": deur.ca,
    }  # fmt: skip


def _samen() -> Iterator[str]:
    koppen = "".join(f"$http_{naam.lower().replace('-', '_')}" for naam in KNOWN)
    yield "# Geschreven door 'machtigingen deur nginx'. Verander portaal.toml, en schrijf dit opnieuw."
    yield "# Wie zelf een kop met een certificaat stuurt, krijgt van het portaal foutcode D102."
    yield f'map "{koppen}" $machtigingen_vervalst {{\n    ""      "";\n    default "1";\n}}'


def _ingang(deur: Deur, ingang: Ingang) -> Iterator[str]:
    doel = f"unix:{ingang.doel}" if deur.is_socket else ingang.doel
    yield f"\nupstream machtigingen_{ingang.naam} {{\n    server {doel} max_fails=0;\n}}\n"
    yield "server {"
    for regel in (*_luister(deur, ingang), *_door(deur, ingang), *_koppen(ingang), *_fouten(deur, ingang)):
        yield f"    {regel}"
    yield "}"


def _luister(deur: Deur, ingang: Ingang) -> Iterator[str]:
    yield f"listen {ingang.luistert} ssl;"
    yield f"server_name {ingang.host};"
    yield "server_tokens off;"
    yield "access_log off;"
    yield f"ssl_certificate {deur.certificaat};"
    yield f"ssl_certificate_key {deur.sleutel};"
    yield f"ssl_protocols {'TLSv1.2 ' if deur.is_ruim else ''}TLSv1.3;"
    yield f"ssl_ciphers {deur.suites};"
    yield "ssl_prefer_server_ciphers on;"
    yield "ssl_session_cache off;"
    yield "ssl_session_tickets off;"
    if ingang.vraagt:
        yield "# Elk certificaat komt bij het portaal, ook een slecht: dat zegt wat er mis is."
        yield "ssl_verify_client optional_no_ca;"
        yield f"ssl_client_certificate {deur.map / 'ca.pem'};"
        yield "error_page 495 496 = @portaal;"
    yield f"client_header_timeout {deur.kop_seconden}s;"
    yield f"client_body_timeout {deur.kop_seconden}s;"
    yield f"send_timeout {deur.kop_seconden}s;"
    yield f"keepalive_timeout {deur.stil_seconden}s;"
    yield f"large_client_header_buffers 4 {deur.koppen_bytes // 1024}k;"
    yield "client_max_body_size 0;  # het portaal weigert wat te groot is, met een code"


def _door(deur: Deur, ingang: Ingang) -> Iterator[str]:
    yield "# Niets van een patiënt op de schijf van de proxy, en elk verzoek een eigen verbinding."
    yield "proxy_request_buffering off;"
    yield "proxy_max_temp_file_size 0;"
    yield "proxy_http_version 1.1;"
    yield "proxy_next_upstream off;"
    yield "proxy_connect_timeout 5s;"
    yield f"proxy_read_timeout {deur.antwoord_seconden}s;"
    yield f"proxy_send_timeout {deur.antwoord_seconden}s;"
    if not deur.is_socket:
        yield f"proxy_ssl_certificate {deur.eigen_certificaat};"
        yield f"proxy_ssl_certificate_key {deur.eigen_sleutel};"
        yield f"proxy_ssl_trusted_certificate {deur.eigen_ca};"
        yield f"proxy_ssl_name {ingang.host};"
        yield "proxy_ssl_verify on;"
        yield "proxy_ssl_verify_depth 3;"
        yield "proxy_ssl_protocols TLSv1.3;"
        yield "proxy_ssl_session_reuse off;"


def _koppen(ingang: Ingang) -> Iterator[str]:
    yield "# Ook wat met een laag streepje is gespeld komt hier langs, zodat het hieronder kan verdwijnen."
    yield "underscores_in_headers on;"
    yield "ignore_invalid_headers off;"
    yield "proxy_headers_hash_max_size 4096;"
    yield "proxy_headers_hash_bucket_size 128;"
    yield "proxy_set_header Host $http_host;"
    yield 'proxy_set_header Connection "close";'
    for naam in KNOWN:
        for spelling in {naam: None, naam.replace("-", "_"): None}:
            if spelling not in (CERTIFICATE, FORGED):
                yield f'proxy_set_header {spelling} "";'
    yield f'proxy_set_header {ADDRESS.replace("-", "_")} "";'
    yield f"proxy_set_header {FORGED} $machtigingen_vervalst;"
    yield f"proxy_set_header {ADDRESS} $remote_addr;"
    yield f"proxy_set_header {CERTIFICATE} {'$ssl_client_escaped_cert' if ingang.vraagt else _quoted('')};"


def _fouten(deur: Deur, ingang: Ingang) -> Iterator[str]:
    yield f"location / {{ proxy_pass {_doel(deur, ingang)}; }}"
    yield f"location @portaal {{ proxy_pass {_doel(deur, ingang)}; }}"
    yield "error_page 404 = @portaal;"
    for code, statussen in _ZELF.items():
        antwoord = ingang.antwoord(code)
        tekst = antwoord.tekst.replace(CORRELATIE, "$request_id")
        yield f"error_page {statussen} ={antwoord.status} /__deur/{code};"
        yield f"location = /__deur/{code} {{"
        yield "    internal;"
        yield f"    default_type {_quoted(antwoord.soort)};"
        yield "    add_header Correlatie-Id $request_id always;"
        yield "    add_header Cache-Control no-store always;"
        yield f"    return {antwoord.status} {_quoted(tekst)};"
        yield "}"


def _doel(deur: Deur, ingang: Ingang) -> str:
    return f"{'http' if deur.is_socket else 'https'}://machtigingen_{ingang.naam}"


def _quoted(tekst: str) -> str:
    return "'" + tekst.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _alleen(deur: Deur) -> str:
    tijdelijk = "\n".join(
        f"    {soort}_temp_path {deur.map / 'tijdelijk' / soort};"
        for soort in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""# Geschreven door 'machtigingen deur nginx': nginx met alleen dit portaal.
{f"user {deur.gebruiker} {deur.groep}".rstrip() + ";" if deur.gebruiker else ""}
worker_processes auto;
pid {deur.map / "nginx.pid"};
error_log stderr crit;
events {{ worker_connections 2048; }}
http {{
{tijdelijk}
    include {deur.map / "machtigingen.conf"};
}}
"""
