"""What does this XML say, whoever sent it? The one reader of XML that comes from outside. Pure."""

from machtigingen.xml.tree import XSI, Node, parse

__all__ = ["XSI", "Node", "parse"]
