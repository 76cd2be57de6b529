"""What an organisation is called, for who has only its code."""

from machtigingen.toegang.models import Organisatie


def organisatienaam(code: str) -> str:
    """Empty when nobody is registered under it."""
    return Organisatie.objects.filter(code=code).values_list("naam", flat=True).first() or ""
