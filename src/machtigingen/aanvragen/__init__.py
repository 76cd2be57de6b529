"""What is asked, and where does it stand?

An aanvraag begins as a concept, belongs to one instantie for good, and moves only along the table in `lifecycle`.
Writes are in `actions`, reads in `queries`; every read starts from `visible_to(actor)`.
"""
