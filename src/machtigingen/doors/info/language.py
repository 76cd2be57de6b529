"""In which language does a page speak? The error catalogue is in Dutch and English, each at an address of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, override

from machtigingen.toegang.request import PortalRequest

View = Callable[..., HttpResponse]
TALEN = {"nl": "", "en": "-en"}


def in_language(view: View) -> View:
    """The page is made in the language of its route: `taal`, Dutch without one."""

    @wraps(view)
    def spoken(request: PortalRequest, *args: Any, taal: str = "nl", **kwargs: Any) -> HttpResponse:
        with override(taal):
            return view(request, *args, **kwargs)

    return spoken


def page_url(naam: str, *args: str) -> str:
    """The address of a page of the catalogue in the language that is spoken now."""
    return reverse(naam + TALEN.get(get_language() or "nl", ""), args=args)


def languages(request: PortalRequest, naam: str, *args: str) -> dict[str, str]:
    """The whole address of this page in each language."""
    return {taal: request.adressen["info"] + reverse(naam + achter, args=args) for taal, achter in TALEN.items()}
