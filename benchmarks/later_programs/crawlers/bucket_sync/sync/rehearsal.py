"""A stand-in of the SDK, laid out like the real one: a script for each kind of system."""
import os

_BATCH = "@echo off\r\necho Copying to %4\r\n"
_SHELL = '#!/bin/sh\necho "Copying to $4"\n'


def install(folder):
    target = folder / "bin"
    target.mkdir(parents=True)
    if os.name == "nt":
        (target / "gcloud.cmd").write_bytes(_BATCH.encode())
    else:
        script = target / "gcloud"
        script.write_bytes(_SHELL.encode())
        script.chmod(0o755)
    return target
