"""The process at the other end: tells what has arrived, then tries to load whatever it is sent.

`runpy.run_path` runs this with the globals ``arrived``, ``requests``, ``answers`` and ``compares`` as `multiprocessing` brought them.
"""

import pickle


def name_of(kind):
    return "%s.%s" % (kind.__module__, kind.__qualname__)


def text_of(obj):
    try:
        return repr(obj)[:2000]
    except BaseException as error:
        return "<its repr raises %s>" % type(error).__name__


def back(obj):
    """The object on its way back, None where it can't go."""
    try:
        from multiprocessing.reduction import ForkingPickler

        return bytes(ForkingPickler.dumps(obj))
    except BaseException:
        return None


def load(data):
    """What loading raises, in one line, or None."""
    try:
        pickle.loads(data)
    except BaseException as error:
        return "%s: %s" % (type(error).__name__, " ".join(str(error).split())[:300])
    return None


if "answers" in globals():
    if compares:  # noqa: F821
        answers.send((name_of(type(arrived)), text_of(arrived), back(arrived)))  # noqa: F821
    else:
        answers.send(("", "", None))  # noqa: F821
    for data in iter(requests.recv_bytes, b""):  # noqa: F821
        answers.send(load(data))  # noqa: F821
