"""What does the insurer say? The list of a beoordelaar; only aanvragen sent to the own UZOVI exist here."""
