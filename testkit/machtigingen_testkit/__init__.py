"""Does a care package do what the contract asks, also when the portal is slow, falls away or says no?

The real portal of the sandbox runs behind a front where faults are staged. What arrived there is judged, never what
the package says of itself; only what its user can read is taken from its own output.
"""
