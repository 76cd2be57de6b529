"""A request as every door sees it: Django's, with the time, the door, and who calls."""

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest

from machtigingen.foundation import Actor


class PortalRequest(HttpRequest):
    """Only a name for the type: project.middleware sets these on the request that Django makes."""

    now: datetime
    listener: str
    urlconf: str
    adressen: Mapping[str, str]
    link_uren: int
    correlatie_id: str
    koppen: dict[str, str]  # what the head of the answer says besides
    allow: str
    foutcode: str  # of a refusal, for the log and the figures
    serienummer: str  # of a certificate that an issuer we know vouches for, also when it is refused
    actor: Actor  # None before the door, on the info listener and on addresses that are open to all
    sessie_einde: datetime
    sessie_beeindigd: str
    invoer_bewaard: bool  # what was posted after the session ended was kept
    documenten_kwijt: bool  # but not the files that came with it
    csrf_processing_done: bool
