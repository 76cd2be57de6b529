"""How does what must stay secret stay secret? Sealed fields, a blind index, link tokens; keys outside the database.

Powers: seals with AES-256-GCM per value, the key id in front and the context as associated data, so that a value
cannot be moved to another row or column. Limits: who holds the key file can read everything; keep it off the backup.
"""

from machtigingen.kluis.sleutels import Kluisfout, Sleutelbos, link_hash, sleutelbos, use_sleutels
from machtigingen.kluis.velden import SealedJSONField, SealedTextField

__all__ = [
    "Kluisfout",
    "SealedJSONField",
    "SealedTextField",
    "Sleutelbos",
    "link_hash",
    "sleutelbos",
    "use_sleutels",
]
