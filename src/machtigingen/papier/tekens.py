"""Which characters can stand on paper? What people type stays text; what cannot be shown shows its code."""

import re
import unicodedata

_REGELEINDE = re.compile("\r\n?|[\u0085\u2028\u2029]")
_LANG_WOORD = re.compile(r"\S{31,}")
_STUK = re.compile(r"\S{1,10}")

# The line break, soft hyphen, zero-width space and joiners, marks of direction: unseen, and harmless.
_ONZICHTBAAR = frozenset("\n\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")

# What our own typeface has, and a little less: Latin, Greek, Cyrillic, punctuation and currency.
EIGEN = (
    "\n\u0020-\u007e\u00a0-\u0377\u0386-\u03e1\u0400-\u052f\u1e00-\u1eff"
    "\u2000-\u200f\u2010-\u2027\u202f-\u205f\u2060\u20a0-\u20c0\ufeff"
)
_VREEMD = re.compile(f"[^{EIGEN}]")


def printable(tekst: str) -> str:
    """The text as it goes on paper: a control character, or one that turns the reading order, shows its code;
    a long word gets places where the line may break."""
    regels = _REGELEINDE.sub("\n", tekst).replace("\t", "    ")
    zichtbaar = "".join(teken if _is_text(teken) else _code(teken) for teken in regels)
    return _LANG_WOORD.sub(_breakable, zichtbaar)


def in_own_typeface(tekst: str) -> str:
    """The text in our own typeface only: every other character shows its code."""
    return _VREEMD.sub(lambda treffer: _code(treffer[0]), tekst)


def _is_text(teken: str) -> bool:
    return teken.isprintable() or teken in _ONZICHTBAAR or unicodedata.category(teken) == "Zs"


def _breakable(woord: re.Match[str]) -> str:
    return "\u200b".join(_STUK.findall(woord[0]))


def _code(teken: str) -> str:
    return f"[U+{ord(teken):04X}]"
