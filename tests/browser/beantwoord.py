"""Answers all that the insurer asks about one aanvraag, as its medewerker, beside the portal that runs.

A program of its own: `MACHTIGINGEN_CONFIG` names the portal; its arguments are the certificate, the aanvraag and the
answer.
"""

import ssl
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from machtigingen.project.cli import main as machtigingen


def beantwoord(certificaat: Path, aanvraag_id: UUID, antwoord: str) -> None:
    from machtigingen.aanvragen.aanvulling import send_answers
    from machtigingen.aanvragen.queries import find, open_verzoek_of
    from machtigingen.foundation import Soort
    from machtigingen.pki import verify
    from machtigingen.project import certificaten
    from machtigingen.toegang.queries import identify

    now, der = datetime.now(UTC), ssl.PEM_cert_to_DER_cert(certificaat.read_text())
    verdict = verify(der, profielen=certificaten.profielen(now), at=now)
    actor = identify(verdict, verwacht=Soort.PERSOONLIJK, now=now)
    verzoek = open_verzoek_of(find(actor=actor, now=now, aanvraag_id=aanvraag_id))
    assert verzoek is not None
    antwoorden = dict.fromkeys(range(len(verzoek.vragen)), antwoord)
    send_answers(actor=actor, now=now, aanvraag_id=aanvraag_id, antwoorden=antwoorden, gezien={})


if __name__ == "__main__":
    machtigingen(["audit", "verify"], standalone_mode=False)  # sets Django up
    beantwoord(Path(sys.argv[1]), UUID(sys.argv[2]), sys.argv[3])
