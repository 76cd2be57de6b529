"""What has been kept for long enough, and how does it go without a trace?

`regels` says when, pure; `actions.run` is the job, with a dry run; `opslag` clears away what a database keeps of what
it deleted. What goes is deleted by the package that owns it, in its `wissen`.
"""
