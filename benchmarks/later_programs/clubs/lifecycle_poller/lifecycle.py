"""When everything is to stop."""
import multiprocessing
import signal

_shutdown = multiprocessing.Event()


def request_stop(*_):
    _shutdown.set()


def should_stop(seconds=0.0):
    """Whether it is time to stop; waits for that at most so many seconds."""
    return _shutdown.wait(seconds)


def stop_on_signals():
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, request_stop)
