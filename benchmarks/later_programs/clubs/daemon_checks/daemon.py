"""What it takes to run for long."""
import os
import signal
import sys


def behave(umask=0o022):
    """Be a good daemon: no zombies, no terminal, private files."""
    for number in (signal.SIGHUP, signal.SIGCHLD, signal.SIGPIPE):
        signal.signal(number, signal.SIG_IGN)
    os.umask(umask)
    sys.stdout.flush()
