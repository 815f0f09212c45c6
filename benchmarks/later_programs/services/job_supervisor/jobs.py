"""Jobs end with an exit code that tells the supervisor what to do next."""
import sys

EX_OK = 0
EX_TEMPFAIL = 75
EX_CONFIG = 78


def rotate_keys(attempt):
    if attempt < 2:
        sys.exit(EX_TEMPFAIL)
    sys.exit(EX_OK)


def sync_users(attempt):
    raise SystemExit(EX_CONFIG)


REGISTRY = {"rotate-keys": rotate_keys, "sync-users": sync_users}
