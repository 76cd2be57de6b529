"""How do the parts become one running portal? Configuration, settings, listeners, middleware, command line."""
