"""Who did or saw what, when, and for whom? Append-only, one hash chain per instantie or insurer.

`record` belongs in the transaction of the act it records. A chain waits only for itself. `verify_chain` names the
first row that is not as it was written. Fields follow NEN 7513: the fact, never the content.

Old rows are cut off at the beginning of a chain (`inkorten`), and the chain says where it begins.

Limits: who can write to the database can make a whole chain anew, or cut rows off at its end or too early at its
beginning. Only a copy of some rows, kept elsewhere, shows that (`ankers`).
"""
