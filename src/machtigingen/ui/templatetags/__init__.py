"""Which words of the domain does a template turn into a chip or a badge?"""
