"""One certificate for the software of an organisation: the next one comes beside it, and then takes its place."""

from datetime import datetime, timedelta

from django.conf import settings

from machtigingen.foundation import Soort
from machtigingen.toegang.models import Certificaat, Organisatie

VERVANGEN = "vervangen"


def replace_systeemcertificaat(organisatie: Organisatie, *, behalve: str, now: datetime) -> Certificaat | None:
    """The one that its software has now stays good for a while beside the next, so that nobody has to change over in
    one moment; never longer than it was. One at a time: of it and of what it replaced, the one in
    use stays, and the other ends now."""
    rijen = Certificaat.objects.select_for_update().filter(organisatie=organisatie, soort=Soort.SYSTEEM.value)
    huidig = rijen.filter(einde_at=None).exclude(vingerafdruk=behalve).first()
    if huidig is not None:
        eerder = rijen.filter(einde_at__gt=now, einde_reden=VERVANGEN).exclude(vingerafdruk=behalve)
        huidig.einde_at = now + timedelta(days=settings.MACHTIGINGEN_OVERLAP_DAGEN)
        if huidig.gestart_at is None and eerder.exists():
            huidig.einde_at = now
        else:
            eerder.update(einde_at=now)
        huidig.einde_reden = VERVANGEN
        huidig.save(update_fields=["einde_at", "einde_reden"])
    return huidig
