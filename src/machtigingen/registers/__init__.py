"""What do AGB, UZOVI and COV say? A dated local copy of two registers, and a port to the third.

`agb` and `uzovi` answer about a code on a date, `loading` takes in the files, `cov` asks who is insured
where. "Unknown", "not active on that date" and "register not available" are three different answers: a
register that was never loaded gives the last one (R201), never the first.
"""
