"""How does an assessor of an insurer enter? The list, one aanvraag, and the decision."""
