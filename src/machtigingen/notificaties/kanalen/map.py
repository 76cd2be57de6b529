"""Mail for a sandbox: each one a file .eml in a folder, to open with a double click. Django's mail backend of it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Map(BaseEmailBackend):
    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.map = Path(settings.MACHTIGINGEN_MAIL_MAP)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Sent again, it is the same file. A file with that ending is whole."""
        self.map.mkdir(parents=True, exist_ok=True)
        for bericht in email_messages:
            naam = bericht.extra_headers["Message-ID"].strip("<>").partition("@")[0]
            half = self.map / f"{naam}.half"
            half.write_bytes(bericht.message().as_bytes())
            os.replace(half, self.map / f"{naam}.eml")
        return len(email_messages)
