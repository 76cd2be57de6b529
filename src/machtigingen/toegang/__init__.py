"""Who is calling, for which instantie, and what may they do?

TLS proves possession of a key; `pki` says what the certificate is worth now; this package says whose it is and what
it may do here. There is one way in: `identify`. It reads the registration on every call, so that a right that is
withdrawn is gone with the next request.
"""
