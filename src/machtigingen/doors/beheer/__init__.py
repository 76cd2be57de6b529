"""How does who manages the access of an organisation enter: its people, its certificates, and who may do what?"""
