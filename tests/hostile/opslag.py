"""What is stored: to see that a refusal leaves nothing behind but its line in the audit record."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps

APPS = ("aanvragen", "instroom", "registers", "toegang")


def tellingen() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for app in APPS for model in apps.get_app_config(app).get_models()}


@contextmanager
def niets_bewaard() -> Iterator[None]:
    voor = tellingen()
    yield
    na = tellingen()
    assert na == voor
