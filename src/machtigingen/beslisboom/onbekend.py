"""What is true when part of it is not known? Kleene's three values: True, False, and None for "not known".

Knowing less never makes a claim true or false that was open before; everything that decides is built on this.
"""

from collections.abc import Iterable

Bekend = bool | None


def all_hold(claims: Iterable[Bekend]) -> Bekend:
    """False as soon as one is false; True only when every one is known to be true."""
    seen = set(claims)
    if False in seen:
        return False
    return None if None in seen else True


def any_holds(claims: Iterable[Bekend]) -> Bekend:
    """True as soon as one is true; False only when every one is known to be false."""
    seen = set(claims)
    if True in seen:
        return True
    return None if None in seen else False
