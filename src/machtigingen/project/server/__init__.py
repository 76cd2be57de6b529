"""How does the portal listen: which addresses, which TLS, which HTTP, and when does it stop?

Each listener is a cheroot server with a TLS context of its own. TLS proves possession of a key only: every
client certificate, however bad, reaches the application as `environ["machtigingen.client_cert"]` (DER or
None), next to `environ["machtigingen.listener"]`. No header ever carries identity.
"""

from .listeners import Listener, Servers, serve

__all__ = ["Listener", "Servers", "serve"]
