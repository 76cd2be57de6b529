"""How does who runs the portal enter: what needs care now, which organisations are there, and who has to stop at once?

Powers: sees every organisation, its contactpersonen and certificates, and stops or lets go of them. Limits: no aanvraag
and no patient is ever here, and what else an operator does is done by command.
"""
