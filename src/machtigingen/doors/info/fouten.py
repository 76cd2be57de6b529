"""A DomainError as a page."""

from django.http import HttpRequest, HttpResponse

from machtigingen.foundation import DomainError


def pagina(fout: DomainError, request: HttpRequest) -> HttpResponse:
    return HttpResponse(fout.fouten[0].melding, status=fout.fouten[0].uitleg.http)
