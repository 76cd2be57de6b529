"""The worker as a program, with a lease so short that a test can wait for it."""

from datetime import timedelta

from machtigingen.project.cli import main
from machtigingen.project.opstart import set_up

if __name__ == "__main__":
    set_up()
    from machtigingen.notificaties import bezorgen

    bezorgen.CLAIM, bezorgen.PAUZE_SECONDEN = timedelta(seconds=1), 0.05
    main(prog_name="machtigingen", args=["bezorg"])
