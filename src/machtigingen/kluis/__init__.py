"""How does what must stay secret stay secret? Sealed fields, a blind index, link tokens; keys outside the database.

Powers: seals with AES-256-GCM per value, the key id in front and the field as associated data, so that a value opens
in its own field only. Limits: it is not bound to its row (who can write to the database can swap two rows of one
field, and could as well change whose row it is); who holds the key file reads everything: keep it off the backup.
"""

from machtigingen.kluis.sleutels import (
    Kluisfout,
    Sleutelbos,
    follow_sleutels,
    link_hash,
    sleutel_of,
    sleutelbos,
    use_sleutels,
)
from machtigingen.kluis.velden import SealedJSONField, SealedTextField

__all__ = [
    "Kluisfout",
    "SealedJSONField",
    "SealedTextField",
    "Sleutelbos",
    "follow_sleutels",
    "link_hash",
    "sleutel_of",
    "sleutelbos",
    "use_sleutels",
]
