"""What a contactpersoon, or at an insurer a beheerder, can do: all of it in one place, for the door.

Each act needs BEHEREN for the own organisation, but asking for a right: that anybody may who can log in. Each leaves
one audit record, in its own transaction.
"""

from machtigingen.toegang.certificaten import end_certificaat, request_certificaat, set_adressen
from machtigingen.toegang.gegevens import add_medewerker
from machtigingen.toegang.mensen import end_medewerker, reset_tweede_factor, set_contact, unlock
from machtigingen.toegang.rechten import answer_right, ask_for_right, grant, withdraw
from machtigingen.toegang.verzoeken import withdraw_verzoek

__all__ = [
    "add_medewerker",
    "answer_right",
    "ask_for_right",
    "end_certificaat",
    "end_medewerker",
    "grant",
    "request_certificaat",
    "reset_tweede_factor",
    "set_adressen",
    "set_contact",
    "unlock",
    "withdraw",
    "withdraw_verzoek",
]
