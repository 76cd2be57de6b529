"""How does software that speaks SOAP enter? The same calls as in JSON; only the writing differs (docs/adr/0009)."""
