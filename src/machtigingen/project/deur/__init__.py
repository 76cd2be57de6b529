"""How does a client reach the portal: straight, or by a proxy on this machine, and how do we know that it is safe?"""
