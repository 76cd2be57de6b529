"""Machtigingenportaal: how does a care provider ask an insurer beforehand, and get an answer?"""
