"""How does a message from a care package become a prefilled aanvraag?

`receive` checks in stages (bericht · instantie · register · formulier), gives all that is wrong in one stage together,
and answers only after COMMIT. The link only points at the concept; it is no credential.
"""
