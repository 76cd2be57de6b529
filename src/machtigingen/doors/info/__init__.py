"""How does anybody without a certificate enter? Help, and the error catalogue: what is wrong, why, and who solves it."""
