"""Which parts of a value can a pattern mean? `.*-([0-9]{8})-.*` takes the last of two codes without a word; who reads a
code out of a longer value wants to know of the other too."""

import re
from collections.abc import Iterator
from functools import lru_cache


def taken(patroon: re.Pattern[str], waarde: str) -> list[str]:
    """What its one group takes out of this value; one more for each other way in which the pattern fits as a whole: the
    group somewhere else, of another length, or more than once."""
    match = patroon.fullmatch(waarde)
    if match is None or match[1] is None:
        return []
    return [match[1], *_otherwise(patroon, waarde, *match.span(1))]


def _otherwise(patroon: re.Pattern[str], waarde: str, begin: int, einde: int) -> Iterator[str]:
    voor, groep, na = parts_of(patroon)
    for aan_begin, aan_einde in ((f"(?<!{_from_start(begin)})", ""), ("", f"(?<!{_from_start(einde)})")):
        anders = re.fullmatch(f"{voor}{aan_begin}{groep}{aan_einde}{na}", waarde)
        if anders is not None:
            yield anders[1] or ""
    hier = f"{voor}(?<={_from_start(begin)}){groep}(?<={_from_start(einde)}){na}"
    if not re.fullmatch(hier, waarde):  # a group that repeats keeps its last
        yield waarde[begin:einde]


def _from_start(aantal: int) -> str:
    return rf"\A(?s:.{{{aantal}}})"


@lru_cache(maxsize=256)
def parts_of(patroon: re.Pattern[str]) -> tuple[str, str, str]:
    """The text of a pattern up to what is in its one group, that, and the rest. Raises ValueError."""
    if patroon.groups != 1 or patroon.flags & re.VERBOSE:
        raise ValueError("een patroon moet precies één groep hebben, en geen (?x)")
    open_: list[bool] = []
    tekst, begin = patroon.pattern, 0
    for deel in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?#[^)]*\)|\(\?P<\w+>|\(\??|\)", tekst, re.DOTALL):
        if deel[0] == ")":
            if open_.pop():
                return tekst[:begin], f"(?:{tekst[begin : deel.start()]})", tekst[deel.start() :]
        elif deel[0].startswith("(") and not deel[0].startswith("(?#"):
            is_groep = deel[0] != "(?"
            open_.append(is_groep)
            begin = deel.end() if is_groep else begin
    raise ValueError("in een patroon is de groep niet te vinden")
