"""The words of a mail about access: what it is, what to do, and nothing to click: that is how people are tricked."""

from machtigingen.toegang.nieuws import Nieuws

_ONDERWERP = {
    Nieuws.VERLOOPT: "Een certificaat voor het Machtigingenportaal verloopt op {datum}",
    Nieuws.KLAAR: "Een certificaat voor het Machtigingenportaal is klaar",
    Nieuws.VERVALT: "Een aanvraag van een certificaat voor het Machtigingenportaal vervalt op {datum}",
    Nieuws.RECHT: "Een collega vraagt om een recht in het Machtigingenportaal",
}
_TEKST = {
    Nieuws.VERLOOPT: """\
Het certificaat "{over}" van uw organisatie (code {code}) verloopt op {datum}. Daarna werkt het niet meer.

Vraag op tijd een nieuw certificaat aan. De {wie} van uw organisatie doet dat in het Machtigingenportaal, bij
het beheer van de toegang.
""",
    Nieuws.KLAAR: """\
Het certificaat "{over}" van uw organisatie (code {code}) is klaar.

De {wie} haalt het op in het Machtigingenportaal, bij het beheer van de toegang. Installeer het binnen 60
dagen; daarna vervalt het.
""",
    Nieuws.VERVALT: """\
De aanvraag van een certificaat voor "{over}" van uw organisatie (code {code}) vervalt op {datum}.

Is het certificaat klaar? Installeer en gebruik het dan voor die dag. Is het er nog niet? Vraag de beheerder van het
portaal hoe het ermee staat. Wat vervalt, vraagt de {wie} opnieuw aan.
""",
    Nieuws.RECHT: """\
De houder van het certificaat "{over}" van uw organisatie (code {code}) vraagt om een recht.

Log in op het Machtigingenportaal en geef antwoord, bij het beheer van de toegang.
""",
}
_SLOT = """
In deze mail staat met opzet geen link. Ga zelf naar het portaal, zoals u dat altijd doet.

-- In English --
{english}
"""
_ENGLISH = {
    Nieuws.VERLOOPT: 'The certificate "{over}" of your organisation (code {code}) ends on {datum}. Request a new one.',
    Nieuws.KLAAR: 'The certificate "{over}" of your organisation (code {code}) is ready. Install it within 60 days.',
    Nieuws.VERVALT: 'The request of a certificate for "{over}" of your organisation (code {code}) lapses on {datum}.',
    Nieuws.RECHT: 'The holder of the certificate "{over}" of your organisation (code {code}) asks for a right.',
}


def words(soort: Nieuws, *, over: str, datum: str, code: str) -> tuple[str, str]:
    """Subject and text. A name is one line, whatever stands in the certificate."""
    wie = "contactpersoon" if len(code) == 8 else "beheerder"  # what an insurer has
    waarden = {"over": " ".join(over.split()), "datum": datum, "code": code, "wie": wie}
    slot = _SLOT.format(english=_ENGLISH[soort].format(**waarden))
    return _ONDERWERP[soort].format(**waarden), _TEKST[soort].format(**waarden) + slot
