"""Really hand an object to a process that is started by one method, as `Process(args=...)` does."""

import contextlib
import multiprocessing
import os
import re
import runpy
import time
from multiprocessing.connection import wait
from multiprocessing.reduction import ForkingPickler

from .causes import explain_loading, said
from .explore import SEARCH_SECONDS, describe
from .walk import Walk

FAR_END = os.path.join(os.path.dirname(os.path.abspath(__file__)), "far_end.py")


class Far:
    """A process at the other end, with what it was given."""

    def __init__(self, method, obj, seconds):
        self._end = time.monotonic() + seconds
        context = multiprocessing.get_context(method)
        requests, self._requests = context.Pipe(duplex=False)
        self._answers, answers = context.Pipe(duplex=False)
        # What is inherited is the object itself: nothing to compare.
        given = {"arrived": obj, "requests": requests, "answers": answers, "compares": method != "fork"}
        self._process = context.Process(target=_run, args=(FAR_END, given))
        try:
            self._process.start()
        finally:
            requests.close()
            answers.close()

    def answer(self):
        """What it says next.

        Raises EOFError when it ends without a word, TimeoutError when it takes too long.
        """
        ready = wait([self._answers, self._process.sentinel], max(0, self._end - time.monotonic()))
        if not ready:
            raise TimeoutError
        if self._answers in ready or self._answers.poll(0.1):
            return self._answers.recv()
        raise EOFError

    def load_error(self, data):
        """What goes wrong there with a pickle, in one line, or None."""
        self._requests.send_bytes(data)
        return self.answer()

    def end(self):
        """End it, and say how it ended: 0, or a signal's negative number; None when it had to be killed."""
        with contextlib.suppress(OSError):  # it has ended
            self._requests.send_bytes(b"")
        self._requests.close()
        self._process.join(1)
        code = self._process.exitcode
        if code is None:
            self._process.kill()
            self._process.join()
        self._answers.close()
        return code


# The far end imports nothing of ours: this function of the library is what it is told to run.
_run = runpy.run_path


def cross(name, obj, request, say, at):
    """Try one start method: ``crosses`` is True, False, or None where the method itself does not work here."""
    method, seconds = request["method"], request["seconds"]
    if method not in multiprocessing.get_all_start_methods():
        say(crosses=None, why="this Python has no start method %s" % method)
        return
    at("start")
    crosses, why = _try(method, obj, seconds, say)
    say(crosses=crosses, why=why)
    if crosses:
        return
    at("control")
    if not _try(method, None, seconds, _unheard)[0]:
        say(control=False, crosses=None if why.startswith(_REFUSED) else False)
    elif request["search"] and not why.startswith(_REFUSED):
        at("search")
        _search(name, obj, why, method, seconds, say)


_REFUSED = "starting the process raises "


def _unheard(**facts):
    pass


def _try(method, obj, seconds, say):
    try:
        far = Far(method, obj, seconds)
    except BaseException as error:
        return False, _REFUSED + said(error)
    try:
        kind, text, data = far.answer()
    except TimeoutError:
        far.end()
        return False, "loading it there took more than %g s" % seconds
    except (EOFError, OSError):
        return False, "the new process ended with exit code %s" % far.end()
    say(differs=_difference(obj, kind, text, data) if kind else "")
    far.end()
    return True, ""


def _difference(obj, kind, text, data):
    """In what the object that arrived differs from the one that was sent; "" where nothing shows."""
    was = "%s.%s" % (type(obj).__module__, type(obj).__qualname__)
    if kind != was:
        return "it arrives as a %s" % kind
    try:
        copy = ForkingPickler.loads(data) if data is not None else obj
        itself = obj  # a NaN, and what holds one, does not even equal itself
        if bool(copy == obj) or not bool(obj == itself) or ForkingPickler.dumps(copy) == ForkingPickler.dumps(obj):
            return ""
        here = repr(obj)[:2000]
    except Exception:
        return ""  # nothing can be compared, and nothing is claimed
    if _plain(here) == _plain(text):
        return ""
    return "it arrives unequal: %s" % text[:200]


def _plain(text):
    return re.sub(r"\b0x[0-9a-fA-F]+|__(mp_)?main__", "", text)


def _search(name, obj, why, method, seconds, say):
    """Find the parts that a fresh interpreter cannot load, by sending it each."""
    far = [Far(method, None, seconds)]
    far[0].answer()

    def test(part):
        try:
            data = ForkingPickler.dumps(part)
        except Exception:
            return None  # explained already
        try:
            return far[0].load_error(data)
        except (EOFError, OSError, TimeoutError):
            far[0].end()
            far[0] = Far(method, None, seconds)
            far[0].answer()
            return "the process ends"

    for culprit in Walk(test, SEARCH_SECONDS).culprits(obj, why):
        say(culprit=describe(name, culprit, explain_loading))
    far[0].end()
