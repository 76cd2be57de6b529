"""A text that a spreadsheet shows, and never runs (OWASP, CSV Injection)."""

_FORMULE = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # noqa: RUF001 - the wide ones run too
"""How what a sheet takes for a formula begins. Some sheets read the full-width signs of East Asian keyboards alike."""


def as_plain_cell(tekst: str) -> str:
    return f"'{tekst}" if tekst.startswith(_FORMULE) else tekst
