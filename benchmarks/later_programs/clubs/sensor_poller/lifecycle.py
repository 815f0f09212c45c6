"""When everything is to stop: every process is told by the same event, which bind() makes known."""
_shutdown = None


def bind(event):
    global _shutdown
    _shutdown = event


def should_stop(seconds=0.0):
    return _shutdown.wait(seconds)
