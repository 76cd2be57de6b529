"""Which header looks as if it says who the client is? Pure.

Proxies write the certificate of a client, or what stands in it, in headers of many names. One of them is ours, and only
a listener behind a proxy reads it; whoever sends another one is trying something, and is refused.
"""

import re
from functools import lru_cache

CERTIFICATE = "Client-Cert"  # RFC 9440
ADDRESS = "Client-Adres"
FORGED = "Client-Cert-Vervalst"  # what a proxy says of a client that sent one of these itself
# In bytes. No larger certificate can be good, and to some proxies it would be too large to hand over.
LARGEST = 16 * 1024

# Names that proxies, load balancers and manuals use; ours clear them all, and `is_lookalike` knows each.
KNOWN = (
    "Client-Cert", "Client-Cert-Chain", "Client-Certificate", "ClientCert", "Client-Cert-Subject", "Client-Cert-Verify",
    "X-Client-Cert", "X-Client-Certificate", "X-Client-Cert-Chain", "X-Client-Cert-Verify", "X-ClientCert",
    "X-Client-Cert-Fingerprint", "X-Client-Verify", "X-Client-DN", "X-Client-S-DN", "X-Client-I-DN",
    "X-Client-Subject", "X-Client-Issuer", "X-Client-Serial", "X-Client-Fingerprint", "X-Client-CN",
    "SSL-Client-Cert", "SSL-Client-Certificate", "SSL-Client-Verify", "SSL-Client-S-DN", "SSL-Client-I-DN",
    "SSL-Client-S-DN-CN", "SSL-Client-M-Serial", "SSL-Client-Serial", "SSL-Client-Subject-DN",
    "SSL-Client-Issuer-DN", "SSL-Client-Fingerprint", "SSL-Client-Escaped-Cert", "SSL-Client-Raw-Cert",
    "X-SSL-Cert", "X-SSL-Certificate", "X-SSL-Client-Cert", "X-SSL-Client-Certificate", "X-SSL-Client-Verify",
    "X-SSL-Client-DN", "X-SSL-Client-S-DN", "X-SSL-Client-I-DN", "X-SSL-Client-CN", "X-SSL-Client-Serial",
    "X-SSL-Client-SHA1", "X-SSL-Client-Fingerprint", "X-SSL-Client-Subject", "X-SSL-Client-Issuer",
    "X-SSL-Subject", "X-SSL-Issuer", "X-SSL-Serial", "X-SSL-Verify", "X-SSL-User-DN",
    "TLS-Client-Cert", "X-TLS-Client-Cert", "X-TLS-Cert", "X-TLS-Client-Verify", "X-TLS-Client-Subject",
    "X-Forwarded-Client-Cert", "X-Forwarded-TLS-Client-Cert", "X-Forwarded-TLS-Client-Cert-Info",
    "X-Forwarded-SSL-Client-Cert", "X-ARR-ClientCert", "X-Amzn-Mtls-Clientcert", "X-Amzn-Mtls-Clientcert-Leaf",
    "X-Amzn-Mtls-Clientcert-Subject", "CF-Client-Cert-Der-Base64", "X-Goog-Client-Cert", "X-Mtls-Client",
    "HTTP-Client-Cert", "HTTP-SSL-Client-Cert", "HTTPS-Client-Cert", "X-Certificate", "Certificate", "X-Peer-Cert",
    "X-User-Cert", "Proxy-Client-Cert", "WL-Proxy-Client-Cert", "X-Original-Client-Cert", FORGED,
)  # fmt: skip

_WHOSE = "verify|subject|issuer|serial|fingerprint|thumbprint|sha1|sha256"
_LOOKS_SO = re.compile(
    rf"cert|(ssl|tls).*client|client.*(ssl|tls|{_WHOSE})|(ssl|tls).*({_WHOSE}|dn)|client(s|i)?(dn|cn)$"
)

# The same for a proxy, that cannot take a name apart first: in a row of names with commas, and one by one.
NAME_PATTERN = _LOOKS_SO.pattern.replace(".*", "[^,]*").replace("client(s|i)?(dn|cn)$", "client[^,]*(dn|cn)(,|$)")


@lru_cache(maxsize=4096)
def is_lookalike(name: str) -> bool:
    """However it is spelled: capitals, and what stands between the letters, make no difference."""
    return _LOOKS_SO.search("".join(letter for letter in name.lower() if letter.isalnum())) is not None
