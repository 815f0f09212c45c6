"""Why a culprit does not cross, what to do about it, and where it was made."""

import sys
import types

from .kinds import SHARED, known, name_of

TEXT_LIMIT = 300  # characters of anybody else's text
_GENERIC_CURE = (
    "leave it out of the state with __getstate__, or give its class a __reduce__ that says how to make it anew"
)
_REPAIR = "repair what its __reduce__ or __getstate__ does and returns"
_MODULE_LEVEL = "define it at the top level of a module"


def explain(obj, error):
    """(reason, cure) for an object that cannot be pickled."""
    named = type(obj) is types.FunctionType or isinstance(obj, type) or _is_cached_function(obj)
    if isinstance(error, RecursionError):
        return _recursion(obj)
    if isinstance(error, MemoryError):
        return "pickling it takes more memory than it is allowed here", "send a path or a key instead of the data"
    if named:
        return _by_name(obj, error)
    if isinstance(error, RuntimeError) and "through inheritance" in str(error):
        return "it is shared by inheritance: it crosses while a process starts, and never later", SHARED
    return known(obj) or (said(error), _REPAIR if _has_own_hook(obj) else _GENERIC_CURE)


def explain_loading(obj, error_text):
    """(reason, cure) for an object that can be pickled and not loaded again."""
    reason = "it pickles, but loading it fails: %s" % error_text
    if isinstance(obj, BaseException):
        return reason, (
            "pass all arguments of __init__ on to super().__init__(), or define __reduce__: "
            "an exception is made anew as type(error)(*error.args)"
        )
    if isinstance(obj, (types.FunctionType, type)):
        return reason, "make it findable in a fresh interpreter: " + _MODULE_LEVEL + " that can be imported there"
    return reason, "define __reduce__ or __getnewargs__ so that it gives all that making it anew needs"


def _recursion(obj):
    try:
        obj.__reduce_ex__(4)
    except RecursionError:
        return (
            "its own __reduce__ or __getstate__, or a __getattr__ that these call, never ends",
            "a __getattr__ must raise AttributeError for names that begin with two underscores",
        )
    except BaseException:
        pass
    reason = "it is nested more deeply than the pickler follows (recursion limit %d)" % sys.getrecursionlimit()
    if _has_own_hook(obj):
        reason += ", or its __reduce__ gives new objects without end"
    return reason, "send a flat form, such as a list of the nodes"


def _has_own_hook(obj):
    hooks = (getattr(type(obj), name, None) for name in ("__reduce__", "__reduce_ex__", "__getstate__"))
    return any(type(hook) is types.FunctionType for hook in hooks)


def _is_cached_function(obj):
    return type(obj).__name__ == "_lru_cache_wrapper"


def _by_name(obj, error):
    """Functions and classes travel as the name of a module and a name in it."""
    name, module = str(getattr(obj, "__qualname__", "")), getattr(obj, "__module__", None)
    kind = "class" if isinstance(obj, type) else "function"
    if "<lambda>" in name:
        return "a lambda has no name by which the other process could find it", (
            "write a def at the top level of a module; arguments that it captures go into functools.partial"
        )
    if "<locals>" in name:
        owner = name.partition(".<locals>")[0]
        return "a %s defined inside %s() cannot be found by name from another process" % (kind, owner), (
            "%s, and pass what it captures as arguments (functools.partial)" % _MODULE_LEVEL
            if kind == "function"
            else _MODULE_LEVEL
        )
    if module not in sys.modules:
        return "its __module__ %s cannot be imported" % _quoted(module), _MODULE_LEVEL + " that can be imported"
    there = _look_up(sys.modules[module], name)
    if there is None:
        return "module %s has no attribute %s" % (_quoted(module), _quoted(name)), (
            "bind it at module level to the name that it calls itself (__name__, or the typename of a namedtuple or Enum)"
        )
    if there is not obj:
        return "%s.%s is another object: it was decorated, patched or defined again" % (module, name), (
            "let the decorator return functools.wraps(f)(wrapper) under the same name, or rename one of the two"
        )
    return said(error), _GENERIC_CURE


def _look_up(module, name):
    for part in name.split("."):
        try:
            module = getattr(module, part)
        except Exception:
            return None
    return module


def origin(obj):
    """Where the object was made, as far as it is known: {"path", "line"} or None."""
    code = getattr(obj, "__code__", None) or getattr(obj, "gi_code", None) or getattr(obj, "cr_code", None)
    if isinstance(code, types.CodeType):
        return {"path": code.co_filename, "line": code.co_firstlineno}
    return _allocation(obj)


def _allocation(obj):
    """The line that was running when the object was allocated, if tracemalloc watched."""
    try:
        import tracemalloc

        traceback = tracemalloc.get_object_traceback(obj)
    except Exception:  # PyPy has none
        return None
    library = tuple({types.__file__.rpartition("types")[0], __file__.rpartition("child")[0]})
    for frame in reversed(traceback or ()):
        if not frame.filename.startswith((*library, "<")) or "site-packages" in frame.filename:
            return {"path": frame.filename, "line": frame.lineno}
    return None


def type_name(obj):
    """The type of an object as its author calls it."""
    module, _, name = name_of(type(obj)).partition(".")
    return clipped(
        name if module == "builtins" else "%s.%s" % ("__main__" if module == "__mp_main__" else module, name)
    )


def said(error):
    """An exception in one line.  Its own ``__str__`` may fail."""
    try:
        text = str(error)
    except Exception:
        text = "(its text cannot be had)"
    return clipped("%s: %s" % (type(error).__name__, " ".join(text.split())) if text else type(error).__name__)


def clipped(text):
    return text if len(text) <= TEXT_LIMIT else text[:TEXT_LIMIT] + "..."


def _quoted(name):
    return clipped("'%s'" % (name,))
