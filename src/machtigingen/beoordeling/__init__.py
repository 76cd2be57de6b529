"""What does the insurer say? The list of a beoordelaar, and the decision. Only aanvragen sent to the own UZOVI exist here."""
