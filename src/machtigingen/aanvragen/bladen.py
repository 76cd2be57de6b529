"""Which post of a page is the last: two of one page may pass each other on their way. Pure.

A page has a name by chance, and each post says when its text was taken, always later than the one before. What arrives
late is left out, also where the later one said what stood there already. Of a page of the form that is the whole post:
the page shows only what is kept, so a later post says all that an earlier one does. Of an answer to an insurer it goes
by question: there a text may stand in its box that is not kept yet, and a draft says only what was touched.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

BLADEN = "bladen"
_MEESTE = 50  # pages of one request, or their questions: who posts late does so within a minute


class Post(NamedTuple):
    """`geschreven`: in ms since 1970 by the clock of that computer; 0 when it does not say, and then it is not late."""

    blad: str = ""
    geschreven: int = 0

    def of(self, nummer: int) -> "Post":
        """What it says of one question."""
        return Post(f"{self.blad}#{nummer}", self.geschreven) if self.blad else self


def is_late(bij: Mapping[str, Any], post: Post) -> bool:
    """What this page posted later was taken already."""
    return 0 < post.geschreven < bij.get(BLADEN, {}).get(post.blad, 0)


def with_last(bij: Mapping[str, Any], post: Post) -> dict[str, Any]:
    """The same, with how far this page came."""
    if not post.blad or not post.geschreven:
        return dict(bij)
    eerder = [een for een in bij.get(BLADEN, {}).items() if een[0] != post.blad]
    return {**bij, BLADEN: dict([*eerder, post][-_MEESTE:])}


def without_pages(bij: Mapping[str, Any]) -> dict[str, Any]:
    """Once nobody writes in it any more."""
    return {naam: een for naam, een in bij.items() if naam != BLADEN}
