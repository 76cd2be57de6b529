"""Which certificates have their issuers withdrawn? The lists they publish, in the database, for every portal on it.

A list is taken over whole or not at all: signed by an issuer that we know, complete, in its time, and never older than
what we have. It is checked again by whoever reads it, so who can write in the database still cannot make one.
"""
