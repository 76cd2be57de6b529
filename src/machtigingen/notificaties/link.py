"""The link in a mail: an HMAC of the id of the bezorging, so that every attempt mails the same one; only its hash is
stored. It gives access to nothing: its page says what comes, and that takes a certificate."""

from uuid import UUID

from machtigingen.kluis import sleutelbos


def token_of(bezorging_id: UUID) -> str:
    return sleutelbos().link_token(f"bezorging:{bezorging_id}")
