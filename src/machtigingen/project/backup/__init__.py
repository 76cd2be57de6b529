"""How is nothing lost when a machine is? One archive of the database and the attachments, the same for each database.

Powers: made while the portal works, put back whole or not at all, also on the other kind of database. Signed with the
index key: who alters it is found out. Limits: no keys, no configuration, no sessions; put back by the version that made
it (docs/adr/0012-een-eigen-back-up.md).
"""

from machtigingen.project.backup.archief import Backupfout

__all__ = ["Backupfout"]
