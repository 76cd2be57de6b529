"""What runs now, and what do users have to know about it? Heartbeats of the processes, and one announcement.

Powers: every process of every machine by one table, so that each of them can tell. Limits: who was killed is only
missed after a while; an announcement is told, it stops nothing.
"""
