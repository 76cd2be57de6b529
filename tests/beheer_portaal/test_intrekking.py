"""Who was withdrawn does not come in again by an older list: not by a restart, and not by a back-up put back."""

import json
from datetime import UTC, datetime
from pathlib import Path

from beheer_portaal.opdracht import geef, lukt
from crash.portaal import Portaal
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from machtigingen_sandbox.uitgifte import issue_crl


def put_an_older_list(portaal: Portaal) -> None:
    (ca, sleutel) = (next(portaal.omgeving.map.rglob(naam)).read_bytes() for naam in ("ca.pem", "ca.key"))
    crl = issue_crl(
        [],
        number=1,
        ca=x509.load_pem_x509_certificate(ca),
        ca_key=load_pem_private_key(sleutel, None),  # type: ignore[arg-type]
        now=datetime.now(UTC),
    )
    next(portaal.omgeving.map.rglob("crl.pem")).write_bytes(crl.public_bytes(Encoding.PEM))


def rules(portaal: Portaal) -> set[str]:
    bevindingen = json.loads(geef(portaal, "check", "--productie", "--json").stdout)["bevindingen"]
    return {een["regel"] for een in bevindingen}


def test_an_older_file_is_left_aside_after_a_restart_and_after_a_restore(portaal: Portaal, tmp_path: Path) -> None:
    lukt(portaal, "backup", str(tmp_path / "b.tar"))
    portaal.start()
    portaal.stop()
    assert "crl_bestand" not in rules(portaal)
    put_an_older_list(portaal)
    assert "crl_bestand" in rules(portaal)
    lukt(portaal, "restore", "--vervang", str(tmp_path / "b.tar"))
    assert "crl_bestand" in rules(portaal)
