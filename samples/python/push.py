"""Stuurt één bericht naar de Instroomservice en toont de link. Alleen de standaardbibliotheek.

python samples/python/push.py [URL [CERTIFICAAT]]
"""

import json
import ssl
import sys
import urllib.error
import urllib.request
import uuid
from datetime import datetime
from pathlib import Path

url = sys.argv[1] if len(sys.argv) > 1 else "https://localhost:8444"
certificaat = sys.argv[2] if len(sys.argv) > 2 else "var/sandbox/certificaten/systeem-goed"

bericht = {
    "softwarepakket": {"naam": "Voorbeeld Python", "versie": "1.0"},
    "referentie": str(uuid.uuid4()),  # uw eigen kenmerk: bewaar het, en herhaal het bij opnieuw sturen
    "grondslag": "zvw",
    "begindatum": datetime.now().astimezone().date().isoformat(),
    "verzekerde": {"bsn": "999911004", "geboortedatum": "1958-03-14"},
    "instantie": {"agb": "22990001"},
    "zorgverlener": {"agb": "03990011", "specialisme": "0301"},
    "verstrekking": {"diagnose": "255", "zorgactiviteit": "031545"},
    "opmerking": "Patiënt ziet slecht.",
}
tls = ssl.create_default_context(cafile=Path(certificaat).with_name("ca.pem"))
tls.load_cert_chain(f"{certificaat}.pem", f"{certificaat}.key")
verzoek = urllib.request.Request(
    f"{url}/api/v1/instroom",
    data=json.dumps(bericht).encode(),
    headers={"Content-Type": "application/json"},
)
try:
    with urllib.request.urlopen(verzoek, context=tls, timeout=30) as antwoord:
        data = json.load(antwoord)
except urllib.error.HTTPError as fout:
    data = json.load(fout)
    for een in data["fouten"]:
        sys.stderr.write(f"{een['code']}: {een['melding']}\n  {een['actie']}\n")
    sys.exit(f"Correlatie-id: {data['correlatie_id']}")
except OSError as fout:
    sys.exit(f"Geen verbinding: {fout}")
sys.stdout.write(f"{data.get('link') or data.get('reden')}\n")  # zonder link is geen machtiging nodig
