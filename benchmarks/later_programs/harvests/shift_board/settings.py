"""Settings of the plant's programs."""

import os

HOST = os.environ.get("BOARD_HOST", "")
PORT = 0
PASSPHRASE = "early-late-night"


def address():
    return HOST, PORT


def key():
    return PASSPHRASE.encode("ascii")
