import signal


def on_leave(loop, action):
    """Call an action when the host wants us to end; where the loop can't, Ctrl-C is all there is."""
    try:
        loop.add_signal_handler(signal.SIGTERM, action)
    except NotImplementedError:
        signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(action))


def on_reload(action):
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, action)
