"""What fictitious world do the demo and the tests live in? Never part of a production install."""
