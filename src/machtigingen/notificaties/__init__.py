"""Who is told that something happened with an aanvraag, and did it arrive?

A door manages an abonnement; an act on an aanvraag calls `actions.publish` in its own transaction, which writes one
bezorging for each abonnement that wants to know; the worker (`machtigingen bezorg`) claims, sends and records. Powers:
what was committed is told at least once, always under the same id. Limits: no order, and never more than an id and a
status: who wants to know the rest asks for it with a certificate.
"""
