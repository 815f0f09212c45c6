"""Functions that are done in the background."""
import functools
import importlib
import multiprocessing

_running = []


def _call(module, name, args, kwargs):
    """In the child: the function as it was before it was decorated."""
    function = getattr(importlib.import_module(module), name)
    function.__wrapped__(*args, **kwargs)


def background(function):
    """Calls return the process at once; the child finds the function by its name, so that nothing but names is sent."""

    @functools.wraps(function)
    def start(*args, **kwargs):
        process = multiprocessing.Process(
            target=_call, args=(function.__module__, function.__name__, args, kwargs), name=function.__name__
        )
        process.start()
        _running.append(process)
        return process

    return start


def wait_for_all():
    while _running:
        process = _running.pop()
        process.join()
        if process.exitcode:
            raise RuntimeError(f"{process.name} failed")
