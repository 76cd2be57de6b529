"""How does software enter, of a provider and of an insurer? Over mutual TLS with a system certificate; each no has a
code."""
