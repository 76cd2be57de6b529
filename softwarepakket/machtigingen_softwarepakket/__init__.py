"""What does a care package with the button 'Machtiging aanvragen' look like? Like DemoOog.

It is a stranger to the portal: all it knows of it is the SDK.
"""

from .app import create_app
from .config import Config
from .server import make_server, serve

__all__ = ["Config", "create_app", "make_server", "serve"]
