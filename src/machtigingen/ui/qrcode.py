"""A QR code as a drawing in the page: black squares on white, for the camera of a telephone."""

import segno
from django.utils.safestring import SafeString, mark_safe

# ISO/IEC 18004: this many white squares around it.
_RAND = 4


def qr_svg(tekst: str, *, naam: str) -> SafeString:
    """`naam` says what it is to who does not see it. Without style attributes, which our policy would stop."""
    code = segno.make(tekst, error="m", micro=False)
    svg = code.svg_inline(border=_RAND, omitsize=True, light="#fff", title=naam, svgclass="mp-qr", lineclass=None)
    return mark_safe(svg.replace("<svg ", '<svg role="img" ', 1))  # squares; segno escapes the title
