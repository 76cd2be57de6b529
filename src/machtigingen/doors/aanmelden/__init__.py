"""How does anyone with a personal certificate get in, stay in and get out? Shared by provider and insurer."""
