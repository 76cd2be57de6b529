"""Where does the portal look, and in which order? The control steps of a message, and what comes later."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Tekst = str | Promise


@dataclass(frozen=True, kw_only=True)
class Stap:
    """A place where the portal looks. `groep` for the control steps of a message, in order; the others come later."""

    naam: str
    titel: Tekst
    vraag: Tekst
    groep: Tekst = ""


_CERTIFICAAT, _BERICHT, _OPENEN = _("Het certificaat"), _("Het bericht"), _("Het portaal")

# The control steps, in the order and with the names of the chain of lights (`lampje` in contracts/foutcodes.yaml).
STAPPEN = tuple(
    Stap(naam=naam, titel=titel, vraag=vraag, groep=groep)
    for naam, titel, vraag, groep in (
        ("tls", _("Verbinding"), _("Komt het verzoek veilig en leesbaar binnen?"), _CERTIFICAAT),
        ("uitgever", _("Uitgever"), _("Kennen wij de uitgever van het certificaat?"), _CERTIFICAAT),
        ("geldigheid", _("Geldigheid"), _("Is het certificaat vandaag geldig?"), _CERTIFICAAT),
        ("intrekking", _("Intrekking"), _("Is het certificaat niet ingetrokken?"), _CERTIFICAAT),
        ("soort", _("Soort certificaat"), _("Een systeemcertificaat voor software, een eigen voor u?"), _CERTIFICAAT),
        ("instantie", _("Instantie"), _("Is het certificaat aangemeld, en loopt de toegang nog?"), _CERTIFICAAT),
        ("autorisatie", _("Autorisatie"), _("Mag u met dit certificaat machtigingen aanvragen?"), _CERTIFICAAT),
        ("bericht", _("Bericht"), _("Is het bericht leesbaar, volledig en mogelijk?"), _BERICHT),
        ("agb", _("AGB-code in het bericht"), _("Is het de AGB-code van uw certificaat, en is zij actief?"), _BERICHT),
        ("zorgverlener", _("Zorgverlener"), _("Kent het AGB-register deze zorgverlener?"), _BERICHT),
        ("verzekerde", _("Verzekerde"), _("Is deze persoon op de begindatum verzekerd?"), _BERICHT),
        ("formulier", _("Formulier"), _("Welk aanvraagformulier hoort erbij?"), _BERICHT),
        ("link", _("Link openen"), _("Is de link van uw instantie, en geldt hij nog?"), _OPENEN),
    )
)

# What comes later, in the portal: by the stage of the code.
DAARNA = tuple(
    Stap(naam=naam, titel=titel, vraag=vraag)
    for naam, titel, vraag in (
        ("deur", _("De sessie"), _("Bent u nog ingelogd, en is de pagina nog actueel?")),
        ("instantie", _("De instantie"), _("Hoort dit bij uw instantie?")),
        ("bericht", _("Het verzoek"), _("Kunnen wij dit verzoek lezen?")),
        ("vraag", _("De vragen"), _("Kunnen wij uw antwoord lezen?")),
        ("bijlage", _("De bijlagen"), _("Mag dit soort bestand, en past het?")),
        ("formulier", _("Het formulier"), _("Past het formulier bij de aanvraag?")),
        ("register", _("Het indienen"), _("Kloppen de gegevens van de registers nog?")),
        ("aanvraag", _("De aanvraag"), _("Kan deze stap nu, bij deze aanvraag?")),
        ("notificatie", _("De meldingen"), _("Wie hoort er dat er iets is, en komt het aan?")),
        ("toegang", _("De toegang"), _("Mag dit, bij deze medewerker of dit certificaat?")),
        ("systeem", _("Het portaal zelf"), _("Werkt alles aan onze kant?")),
    )
)
