"""Every scenario leaves a line about how long it took and who asked for it."""
import getpass
import logging
import time

log = logging.getLogger("audit")


def _user():
    try:
        return getpass.getuser()
    except Exception:
        return "batch"


def audited(kind):
    def mark(scenario):
        def call(*args, **options):
            begun = time.perf_counter()
            try:
                return scenario(*args, **options)
            finally:
                log.debug("%s/%s by %s: %.4f s", kind, scenario.__name__, _user(), time.perf_counter() - begun)

        call.__name__ = scenario.__name__
        call.__doc__ = scenario.__doc__
        call.kind = kind
        return call

    return mark
