"""One certificate for the software of an organisation: the next one comes beside it, and then takes its place."""

from datetime import datetime, timedelta

from django.conf import settings

from machtigingen.foundation import Soort
from machtigingen.toegang.models import Certificaat, Organisatie


def replace_systeemcertificaat(organisatie: Organisatie, *, behalve: str, now: datetime) -> Certificaat | None:
    """The one that its software has now stays good for a while beside the next, so that nobody has to change over in
    one moment; never longer than it was."""
    rijen = Certificaat.objects.select_for_update().filter(
        organisatie=organisatie, soort=Soort.SYSTEEM.value, einde_at=None
    )
    huidig = rijen.exclude(vingerafdruk=behalve).first()
    if huidig is not None:
        huidig.einde_at = now + timedelta(days=settings.MACHTIGINGEN_OVERLAP_DAGEN)
        huidig.einde_reden = "vervangen"
        huidig.save(update_fields=["einde_at", "einde_reden"])
    return huidig
