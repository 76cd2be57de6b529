"""What a page does, apart from what it says: its elements and attributes, in order."""

import re
from html.parser import HTMLParser

# Where a value can load, send or run something, or take another form.
DADEN = {"href", "src", "srcset", "action", "formaction", "style", "class", "type", "method", "http-equiv", "rel"}
_WISSELEND = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\?.*|#.*", re.DOTALL)


def geraamte(html: str) -> list[tuple[object, ...]]:
    """The same for two pages that differ in text only. Text that became more than text makes another one."""
    lezer = _Lezer()
    lezer.feed(html)
    lezer.close()
    return lezer.delen


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.delen: list[tuple[object, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kern = (
            (naam, _WISSELEND.sub("", waarde or "") if naam in DADEN or naam.startswith("on") else "")
            for naam, waarde in attrs
        )
        self.delen.append(("begin", tag, *kern))

    def handle_endtag(self, tag: str) -> None:
        self.delen.append(("einde", tag))

    def handle_comment(self, data: str) -> None:
        self.delen.append(("commentaar", data))

    def handle_decl(self, decl: str) -> None:
        self.delen.append(("declaratie", decl))

    def handle_pi(self, data: str) -> None:
        self.delen.append(("instructie", data))
