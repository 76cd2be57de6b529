"""How does anybody without a certificate enter? Help, and the error catalogue: what is wrong, and who solves it."""
