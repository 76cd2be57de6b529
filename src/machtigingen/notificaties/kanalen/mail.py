"""A mail: that there is news, and a link to a page that says what it takes to read it. Nothing personal, not even which
aanvraag: a mail is a postcard."""

import smtplib
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from machtigingen.notificaties.kanalen import toegangsmail
from machtigingen.notificaties.kanalen.tijdslimiet import within
from machtigingen.notificaties.link import token_of
from machtigingen.notificaties.zending import Bezorgfout, Zending
from machtigingen.toegang.nieuws import Nieuws

SECONDEN = 20  # for each step of the conversation
IN_TOTAAL_SECONDEN = 50.0  # for all of them together: there are some ten
ONDERWERP = "Nieuws over een aanvraag in het Machtigingenportaal"
TEKST = """\
Er is nieuws over een aanvraag van uw instantie (AGB-code {agb}) in het Machtigingenportaal.

Lees wat het is:
{link}

De pagina opent zonder certificaat. Voor de aanvraag zelf hebt u uw persoonlijke certificaat nodig.
In deze mail staan geen gegevens van patiënten. Wilt u deze berichten niet meer? Een collega die mag indienen zet ze
uit in het portaal, bij Meldingen.

-- In English --
There is news about a request of your institution in the Machtigingenportaal. Read what it is: {link_en}
"""


def check_config() -> str:
    ingesteld = settings.EMAIL_HOST or settings.MACHTIGINGEN_MAIL_MAP
    return "" if ingesteld else "er is geen mailserver ingesteld (smtp)"


def send(zending: Zending) -> None:
    """Raises `Bezorgfout` unless the mail server takes it in time. If it does so later, the reader gets it twice: with
    the same Message-ID."""
    bericht = message(zending)
    try:
        within(IN_TOTAAL_SECONDEN, lambda: _hand_over(bericht))
    except smtplib.SMTPRecipientsRefused as fout:
        code = min((een[0] for een in fout.recipients.values()), default=0)
        raise Bezorgfout(f"smtp_{code}", blijvend=_is_for_good(code)) from fout
    except smtplib.SMTPDataError as fout:
        raise Bezorgfout(f"smtp_{fout.smtp_code}", blijvend=_is_for_good(fout.smtp_code)) from fout
    except smtplib.SMTPResponseException as fout:  # it refuses us, not the reader: whoever runs the portal can mend it
        raise Bezorgfout(f"smtp_{fout.smtp_code}") from fout
    except TimeoutError as fout:
        raise Bezorgfout("tijd_op") from fout
    except (OSError, smtplib.SMTPException) as fout:
        raise Bezorgfout("verbinding") from fout


def _hand_over(bericht: EmailMessage) -> None:
    with get_connection(fail_silently=False, timeout=SECONDEN) as verbinding:
        verbinding.send_messages([bericht])


def _is_for_good(code: int) -> bool:
    """RFC 5321, 4.2.1: 5yz is a permanent refusal, 4yz a transient one."""
    return 500 <= code < 600


def message(zending: Zending) -> EmailMessage:
    """The same Message-ID with every attempt; and no machine needs to answer it (RFC 3834, 5)."""
    domein = settings.MACHTIGINGEN_MAIL_VAN.rpartition("@")[2]
    onderwerp, tekst = _words(zending)
    return EmailMessage(
        subject=onderwerp,
        body=tekst,
        from_email=formataddr(("Machtigingenportaal", settings.MACHTIGINGEN_MAIL_VAN)),
        to=[zending.adres],
        headers={"Message-ID": f"<{zending.id}@{domein}>", "Auto-Submitted": "auto-generated"},
    )


def _words(zending: Zending) -> tuple[str, str]:
    """Subject and text."""
    if isinstance(zending.soort, Nieuws):
        return toegangsmail.words(zending.soort, over=zending.over, datum=zending.status, code=zending.organisatiecode)
    token, info = token_of(zending.id), settings.MACHTIGINGEN_INFO
    tekst = TEKST.format(
        agb=zending.organisatiecode, link=f"{info}/bericht/{token}", link_en=f"{info}/en/bericht/{token}"
    )
    return ONDERWERP, tekst
