"""What does the portal look like: which base pages, components, icons and styles do the doors share?"""
