from django import template

from machtigingen.ui.context import BRONNEN, BRONNEN_VOOR_BEOORDELAAR, STATUSSEN, Merkteken

register = template.Library()


@register.simple_tag
def bronmerk(bron: str, lezer: str = "") -> Merkteken:
    """The chip of a source. An unknown source still shows its own name."""
    bronnen = BRONNEN_VOOR_BEOORDELAAR if lezer == "beoordelaar" else BRONNEN
    return bronnen.get(bron) or Merkteken(tekst=bron, icoon="info", toon="rust")


@register.filter
def statusmerk(status: str) -> Merkteken:
    """The badge of a status. An unknown status still shows its own name."""
    return STATUSSEN.get(status) or Merkteken(tekst=status, icoon="info", toon="rust")
