"""Model fields sealed in the database. Model and field are the context, so a value opens only where it belongs."""

import json
from typing import Any

from django.db import models

from machtigingen.kluis.sleutels import sleutelbos


class SealedTextField(models.BinaryField):
    """Text that only stands sealed in the database. It cannot be searched: use a blind index beside it."""

    # What the type checker reads: in Python this is not the bytes of the column.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    @property
    def context(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def _to_text(self, value: Any) -> str:
        return str(value)

    def _from_text(self, tekst: str) -> Any:
        return tekst

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        return sleutelbos().seal(self._to_text(value).encode("utf-8"), context=self.context)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        return self._from_text(sleutelbos().unseal(bytes(value), context=self.context).decode("utf-8"))

    def get_default(self) -> Any:
        return models.Field.get_default(self)

    def value_to_string(self, obj: Any) -> str:
        return self._to_text(self.value_from_object(obj))

    def to_python(self, value: Any) -> Any:
        return value


class SealedJSONField(SealedTextField):
    """A JSON value that only stands sealed in the database."""

    def _to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def _from_text(self, tekst: str) -> Any:
        return json.loads(tekst)
