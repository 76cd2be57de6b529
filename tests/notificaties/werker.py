"""The worker as a program, with a lease of as many seconds as its argument says."""

import sys
from datetime import timedelta

from machtigingen.project.cli import main
from machtigingen.project.opstart import set_up

if __name__ == "__main__":
    set_up()
    from machtigingen.notificaties import bezorgen

    bezorgen.CLAIM, bezorgen.PAUZE_SECONDEN = timedelta(seconds=int(sys.argv[1])), 0.05
    main(prog_name="machtigingen", args=["bezorg"])
