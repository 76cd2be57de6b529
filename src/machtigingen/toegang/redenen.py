"""Why somebody did something, in words of their own: it goes in the audit trail, which holds no data of a patient."""

from machtigingen.foundation import DomainError, holds_bsn

REDEN_MAX = 200


def read_reden(tekst: str, *, leeg_mag: bool = False) -> str:
    """As it is kept. Raises T102: none, too long, with what can be a BSN, or with a character that cannot be read."""
    reden = " ".join(tekst.split())
    if not (reden or leeg_mag) or len(reden) > REDEN_MAX or not reden.isprintable() or holds_bsn(reden):
        raise DomainError.one("T102", pad="reden")
    return reden
