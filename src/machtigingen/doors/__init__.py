"""How does one audience enter? One door for each; doors do not know each other."""
