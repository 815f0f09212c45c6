"""Messages for people."""
import logging
import sys

log = logging.getLogger("confcheck")


def setup(verbose=False):
    logging.basicConfig(format="%(levelname)s: %(message)s",
                        level=logging.DEBUG if verbose else logging.INFO)


def bail(message, *args, status=2):
    """Report a problem and leave."""
    log.error(message, *args)
    sys.exit(status)
