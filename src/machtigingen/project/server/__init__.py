"""How does the portal listen: which addresses, which TLS, which HTTP, and when does it stop?

Each listener is a cheroot server with a TLS context of its own, or behind a proxy a socket that only the proxy may
reach. TLS proves possession of a key only: every client certificate, however bad, reaches the application as
`environ["machtigingen.client_cert"]` (DER or None), next to `environ["machtigingen.listener"]`. A header carries
identity only from the proxy, at such a socket.
"""

from .listeners import Listener, Servers, serve
from .proxied import Proxy

__all__ = ["Listener", "Proxy", "Servers", "serve"]
