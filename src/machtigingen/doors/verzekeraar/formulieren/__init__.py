"""How does who owns forms enter: which versions are there, what does each decide, and what becomes of a new one?

Who manages or judges at an insurer may look; what changes something is for who manages.
"""
