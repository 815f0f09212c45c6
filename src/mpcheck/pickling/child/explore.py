"""Try an object in the process where it is: pickle it, load it again, and explain what fails."""

import contextlib
import signal
import time
from multiprocessing.reduction import ForkingPickler

from . import survey
from .causes import clipped, explain, explain_loading, origin, said, type_name
from .steps import path_of
from .walk import Walk

SEARCH_SECONDS = 5.0
REPEATS = 3
OTHERS_SECONDS = 2.0


def explore(name, obj, say, at, libraries=()):
    """Find out all that this process can, telling ``say`` of each fact as it is known, and ``at`` of each stage.

    ``libraries`` are tried on what pickle refuses, only in a process that may hang: loading what dill has made of a
    lock-holder can.
    """
    at("pickle")
    error = dump_error(obj)
    say(type=type_name(obj), picklable=error is None)
    if error is not None:
        say(name=name, error=said(error))
        guilty = _explain(name, Walk(dump_error, SEARCH_SECONDS), (obj, error), explain, say, at)
    else:
        guilty = _explore_pickle(name, obj, say, at)
    _try_others(libraries, guilty, say, at)


def _explore_pickle(name, obj, say, at):
    """What is to be said of an object that can be pickled; the parts of it that cannot be loaded again."""
    size, seconds = survey.size_of(obj)
    say(size_bytes=size, dump_seconds=seconds)
    at("load")
    guilty = []
    why_not = load_error(obj)
    if why_not is None:
        say(**_times(obj))
    else:
        guilty = _explain(name, Walk(load_error, SEARCH_SECONDS), (obj, why_not), explain_loading, say, at)
    at("look closer")
    say(by_main=b"__mp_main__" in bytes(ForkingPickler.dumps(obj)))
    say(parts=survey.largest_parts(name, obj, size), remarks=survey.remarks(name, obj))
    return guilty


def dump_error(obj):
    """What goes wrong when multiprocessing pickles the object, or None."""
    try:
        survey.size_of(obj)
    except BaseException as error:
        return error
    return None


def load_error(obj):
    """What goes wrong when the object is pickled and loaded, in one line, or None."""
    try:
        ForkingPickler.loads(ForkingPickler.dumps(obj))
    except BaseException as error:
        return said(error)
    return None


def _times(obj):
    """The least of a few tries; one where it takes long."""
    dumping, loading = [], []
    while not dumping or (len(dumping) < REPEATS and sum(dumping + loading) < 0.2):
        began = time.perf_counter()
        data = ForkingPickler.dumps(obj)
        dumped = time.perf_counter()
        ForkingPickler.loads(data)
        loading.append(time.perf_counter() - dumped)
        dumping.append(dumped - began)
    return {"dump_seconds": min(dumping), "load_seconds": min(loading)}


def _explain(name, walk, start, why, say, at):
    """The objects that are to blame, after all is told of them."""
    at("search")
    guilty = []
    for culprit in walk.culprits(*start):
        say(culprit=describe(name, culprit, why))
        guilty.append(culprit.object)
    say(incomplete=walk.incomplete)
    return guilty


def _try_others(libraries, guilty, say, at):
    """Last: these libraries change the tables of pickle when they are imported, and run deeper into trouble."""
    at("try cloudpickle and dill")
    for part in guilty:
        say(others={library: _can(library, part) for library in libraries})


def describe(name, culprit, why):
    """The facts on a culprit."""
    reason, cure = why(culprit.object, culprit.error)
    return {
        "path": clipped(path_of(name, culprit.steps)),
        "type": type_name(culprit.object),
        "reason": _field(culprit) + reason,
        "cure": cure,
        "origin": origin(culprit.object),
    }


def _field(culprit):
    """The words for a field of a dataclass, which its author will look for."""
    if culprit.holder is None or not culprit.steps or culprit.steps[-1][0] != "attribute":
        return ""
    field = culprit.steps[-1][1]
    fields = getattr(type(culprit.holder), "__dataclass_fields__", None)
    known = isinstance(fields, dict) and field in fields
    return "state of dataclass field '%s': " % field if known else ""


def _can(library, obj):
    """Whether the library could pickle the object and load it again; None where it is not installed."""
    try:
        module = __import__(library)
    except Exception:
        return None
    try:
        with _alarm():
            module.loads(module.dumps(obj))
    except BaseException:
        return False
    return True


@contextlib.contextmanager
def _alarm():
    """Within, what takes too long is interrupted, again and again, where the system has interval timers."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, _give_up)
    signal.setitimer(signal.ITIMER_REAL, OTHERS_SECONDS, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _give_up(_number, _frame):
    raise TimeoutError
