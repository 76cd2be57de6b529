"""What a person writes about an aanvraag: one reading for all of it. Pure."""

from machtigingen import beslisboom
from machtigingen.beslisboom import Vraag, Vraagtype
from machtigingen.beslisboom.antwoord import LENGTE
from machtigingen.foundation import DomainError

LANGST = LENGTE[Vraagtype.TEXT]


def read_tekst(tekst: str, *, veld: str, leeg: str) -> str:
    """The text as it is kept. Raises V106 (over 4,000 characters), B207 (a character that cannot be read), and `leeg`
    when there is nothing."""
    gelezen = beslisboom.parse_antwoord(Vraag(link_id=veld, tekst=veld, type=Vraagtype.TEXT), tekst)
    if gelezen is None:
        raise DomainError.one(leeg, pad=veld)
    return str(gelezen)
