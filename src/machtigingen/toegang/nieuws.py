"""What there is to tell about access. Pure."""

from enum import Enum


class Nieuws(Enum):
    VERLOOPT = "certificaat_verloopt"
    KLAAR = "certificaat_klaar"
    VERVALT = "verzoek_vervalt"
    RECHT = "recht_gevraagd"
