from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from machtigingen.aanvragen.lifecycle import Status, hoofdstatus
from machtigingen.ui.merken import (
    BRONNEN,
    BRONNEN_VOOR_BEOORDELAAR,
    SPECIFICATIES,
    SPECIFICATIES_VOOR_ZORGVERLENER,
    STATUSSEN,
    Merkteken,
)
from machtigingen.ui.velden import Veld

register = template.Library()
_FOUT = SafeString(' aria-invalid="true"')
_HOOFD = {status.value: hoofdstatus(status).value for status in Status}


@register.filter
def attributes(veld: Veld) -> SafeString:
    """What every input has: its names, what describes it, and whether it is wrong."""
    door = veld.beschreven_door
    beschreven = format_html(' aria-describedby="{}"', door) if door else ""
    return format_html('id="{}" name="{}"{}{}', veld.id, veld.naam, beschreven, _FOUT if veld.fout else "")


@register.simple_tag
def bronmerk(bron: str, lezer: str = "") -> Merkteken:
    """The chip of a source. An unknown source still shows its own name."""
    bronnen = BRONNEN_VOOR_BEOORDELAAR if lezer == "beoordelaar" else BRONNEN
    return bronnen.get(bron) or Merkteken(tekst=bron, icoon="info", toon="rust")


@register.filter
def statusmerk(status: str) -> Merkteken:
    """The badge of a status, in the word that people know. An unknown status still shows its own name."""
    return STATUSSEN.get(_HOOFD.get(status, status)) or Merkteken(tekst=status, icoon="info", toon="rust")


@register.simple_tag
def specificatie(status: str, lezer: str = "") -> str:
    """What stands beside the badge; empty when the word says it all."""
    specificaties = SPECIFICATIES_VOOR_ZORGVERLENER if lezer == "zorgverlener" else SPECIFICATIES
    return str(specificaties.get(status, ""))
