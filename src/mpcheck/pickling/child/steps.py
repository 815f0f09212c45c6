"""An object taken apart as the pickler takes it apart, and the names of the steps from the whole to a part.

A step is a pair: ("attribute", name), ("index", number), ("key", key), ("state", key) for what `__getstate__` gives and
no attribute holds, ("cell", variable) of a closure, or ("text", suffix).
"""

import copyreg
import pickle
import types
from multiprocessing.reduction import ForkingPickler

ATOMS = frozenset(map(type, (None, True, 1, 1.0, 1j, "", b"", bytearray(), ..., NotImplemented, range(1))))
TELLING_NOTHING = (type(None), bool, int, float, str, bytes, tuple)  # shared by chance: identity proves nothing
FROM_COPYREG = (copyreg.__newobj__, copyreg.__newobj_ex__, copyreg._reconstructor)
KEY_LIMIT = 60  # characters


def parts(obj):
    """The steps to the objects that are pickled with this one, in the pickler's order: [(step, object)].

    Raises whatever its `__reduce_ex__` raises.  A function has parts although none of them is pickled: what it captures.
    """
    kind = type(obj)
    if kind in ATOMS:
        return []
    if kind in (list, tuple):
        return [(("index", number), item) for number, item in enumerate(obj)]
    if kind is dict:
        return _items(obj.items())
    if kind in (set, frozenset):
        return [(("text", " element"), item) for item in obj]
    if kind is types.FunctionType:
        return _captured(obj)
    reducer = _reducer(kind)
    if reducer is None and issubclass(kind, type):
        return []
    return _reduced(obj, reducer(obj) if reducer else obj.__reduce_ex__(pickle.DEFAULT_PROTOCOL))


def _reducer(kind):
    """The reducer that multiprocessing or copyreg has for exactly this type."""
    return ForkingPickler._extra_reducers.get(kind) or copyreg.dispatch_table.get(kind)


def _items(items):
    found = []
    for key, value in items:
        if type(key) not in ATOMS:
            found.append((("text", " key"), key))
        found.append((("key", key), value))
    return found


def _captured(function):
    """What a function brings along: cells of its closure and defaults."""
    names = function.__code__.co_freevars
    found = []
    for name, cell in zip(names, function.__closure__ or ()):
        try:
            found.append((("cell", name), cell.cell_contents))
        except ValueError:  # empty: the variable is bound later
            continue
    found += [(("text", ".__defaults__[%d]" % number), it) for number, it in enumerate(function.__defaults__ or ())]
    found += [(("text", ".__kwdefaults__['%s']" % name), it) for name, it in (function.__kwdefaults__ or {}).items()]
    return found


def _reduced(obj, reduced):
    """The parts in what `__reduce_ex__` gives: (function, arguments, state, items, pairs)."""
    if not isinstance(reduced, tuple) or len(reduced) < 2:
        return []  # the name of a global, or nothing that a pickler takes
    function, arguments, state, items, pairs = (*reduced, None, None, None)[:5]
    known = _attributes(obj)
    found = []
    if function not in FROM_COPYREG and function is not type(obj):
        found.append((_step(known, function, ("text", ".__reduce__()[0]")), function))
    if function is type(obj):
        found.append((("attribute", "__class__"), function))
    found += _arguments(obj, known, arguments if isinstance(arguments, tuple) else ())
    found += _state(known, state)
    found += [(("index", number), item) for number, item in enumerate(items or ())]
    return found + _items(pairs or ())


def _arguments(obj, known, arguments):
    offset = 1 if arguments and arguments[0] is type(obj) else 0
    fields = getattr(type(obj), "_fields", None) if isinstance(obj, tuple) else None
    for number, argument in enumerate(arguments):
        if argument is type(obj):
            yield ("attribute", "__class__"), argument
        elif isinstance(fields, tuple) and 0 <= number - offset < len(fields):
            yield ("attribute", fields[number - offset]), argument
        elif isinstance(obj, tuple) and type(argument) is tuple:
            yield ("text", ""), argument  # its items are the object's own
        elif isinstance(obj, BaseException) and not offset:
            yield ("text", ".args[%d]" % number), argument
        else:
            yield _step(known, argument, ("text", ".__reduce__()[1][%d]" % number)), argument


def _state(known, state):
    if state is None:
        return
    if isinstance(state, tuple) and len(state) == 2 and all(isinstance(one, (dict, type(None))) for one in state):
        for one in state:
            yield from _state_of_dict(known, one or {})
    elif type(state) is dict:
        yield from _state_of_dict(known, state)
    elif type(state) is tuple:
        for number, item in enumerate(state):
            yield _step(known, item, ("text", ".__getstate__()[%d]" % number)), item
    else:
        yield _step(known, state, ("text", ".__getstate__()")), state


def _state_of_dict(known, state):
    for key, value in state.items():
        is_attribute = type(key) is str and any(one is value for name, one in known if name == key)
        yield ("attribute" if is_attribute else "state", key), value


def _step(known, part, otherwise):
    """The name of the attribute that holds this very object, else the other step."""
    if isinstance(part, TELLING_NOTHING) and part != () and type(part) is not tuple:
        return otherwise
    names = [name for name, value in known if value is part]
    return ("attribute", names[0]) if names else otherwise


def _attributes(obj):
    """The attributes that are there without running anybody's code: [(name, value)]."""
    try:
        found = list(object.__getattribute__(obj, "__dict__").items())
    except Exception:
        found = []
    for owner in type(obj).__mro__:
        for name, descriptor in list(vars(owner).items()):
            if isinstance(descriptor, (types.MemberDescriptorType, types.GetSetDescriptorType)) and name != "__dict__":
                try:
                    found.append((name, descriptor.__get__(obj)))
                except Exception:  # a slot that holds nothing
                    continue
    return found


def path_of(name, steps):
    """The path in the notation of Python where there is one: ``job.args[0]['key']``."""
    return name + "".join(_shown(*step) for step in steps)


def _shown(kind, value):
    if kind == "attribute":
        return "." + value if value.isidentifier() else " attribute %s" % _literal(value)
    if kind == "cell":
        return " closure cell '%s'" % value
    if kind == "state":
        return ".__getstate__()[%s]" % _literal(value)
    return value if kind == "text" else "[%s]" % _literal(value)


def _literal(key):
    """The key as written in source.  Only the library's own types are asked for it."""
    if type(key) not in ATOMS:
        return "<%s>" % type(key).__name__
    text = repr(key) if not isinstance(key, (str, bytes, bytearray)) else repr(key[:KEY_LIMIT])
    return text if len(text) <= KEY_LIMIT + 10 else text[:KEY_LIMIT] + "..."
