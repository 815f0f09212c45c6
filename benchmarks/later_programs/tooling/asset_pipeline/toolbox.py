"""A toolbox folder with the launchers a Node installation brings, for dry runs."""
import contextlib
import os
import pathlib
import tempfile

LAUNCHERS = {
    "posix": {"npm": "#!/bin/sh\necho dry-run npm\n"},
    "nt": {"npm.cmd": "@echo dry-run npm\r\n"},
}


@contextlib.contextmanager
def dry_run_toolbox():
    before = os.environ.get("PATH", os.defpath)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in LAUNCHERS[os.name].items():
            launcher = pathlib.Path(folder, name)
            launcher.write_bytes(text.encode("ascii"))
            launcher.chmod(0o755)
        os.environ["PATH"] = folder + os.pathsep + before
        try:
            yield pathlib.Path(folder)
        finally:
            os.environ["PATH"] = before
