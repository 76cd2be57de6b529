"""Stuurt één bericht naar de Instroomservice en toont de link. Met de SDK: pip install ./sdk

python samples/python/push_sdk.py [URL [CERTIFICAAT]]
"""

import sys
import uuid
from datetime import date, datetime
from pathlib import Path

from machtigingen_client import (
    Behandeling,
    Instantie,
    Instroombericht,
    InstroomFout,
    Instroomservice,
    Softwarepakket,
    Verzekerde,
    Zorgverlener,
)

url = sys.argv[1] if len(sys.argv) > 1 else "https://localhost:8444"
certificaat = sys.argv[2] if len(sys.argv) > 2 else "var/sandbox/certificaten/systeem-goed"

bericht = Instroombericht(
    softwarepakket=Softwarepakket(naam="Voorbeeld Python", versie="1.0"),
    referentie=str(uuid.uuid4()),  # uw eigen kenmerk: bewaar het, en herhaal het bij opnieuw sturen
    grondslag="zvw",
    begindatum=datetime.now().astimezone().date(),
    verzekerde=Verzekerde(bsn="999911004", geboortedatum=date(1958, 3, 14)),
    instantie=Instantie(agb="22990001"),
    zorgverlener=Zorgverlener(agb="03990011", specialisme="0301"),
    verstrekking=Behandeling(diagnose="255", zorgactiviteit="031545"),
    opmerking="Patiënt ziet slecht.",
)
with Instroomservice(
    url,
    certificaat=f"{certificaat}.pem",
    sleutel=f"{certificaat}.key",
    ca=Path(certificaat).with_name("ca.pem"),
) as dienst:
    try:
        ontvangst = dienst.stuur(bericht)
    except InstroomFout as fout:
        sys.stderr.write(f"{fout}\n\n{fout.diagnostics()}\n")
        sys.exit(1)
sys.stdout.write(f"{ontvangst.link or ontvangst.reden}\n")  # zonder link is geen machtiging nodig
