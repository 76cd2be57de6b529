"""How does the staff of a care provider enter? From the link to the answered aanvraag, with a personal certificate."""
