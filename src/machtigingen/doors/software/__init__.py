"""How does software enter? JSON over mutual TLS with a system certificate; every refusal is a problem+json."""
