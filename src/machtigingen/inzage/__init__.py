"""Who did or saw what with the aanvragen of one patient, told so that the patient can read it?

Powers: it looks at every instantie, for who runs the portal and answers a patient. Limits: it knows a patient by what
is still kept; of an aanvraag that was erased nothing says any more whose it was.
"""
