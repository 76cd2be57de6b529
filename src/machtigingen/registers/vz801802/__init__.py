"""How is COV asked over its webservice, and what does its answer mean? VZ801 asks, VZ802 answers."""
