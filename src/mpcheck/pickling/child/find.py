"""Get at the object that is asked about: import its module as a program would, look it up, call it if that is wanted."""

import ast
import importlib
import importlib.machinery
import importlib.util
import os
import sys
import types


class CannotTryError(Exception):
    """The object cannot be had.  ``args``: what went wrong, and the cure."""


def find(request, at):
    """The object that the request names.  ``at`` is told each stage.

    Raises CannotTryError.
    """
    at("import")
    module = _imported(request)
    at("look up")
    if all(name.isidentifier() for name in request["attribute"].split(".")):
        obj = _looked_up(module, request["attribute"], request["module"] or request["path"])
    else:
        obj = _evaluated(module, request["attribute"])
    if request["call"] is None:
        return obj
    at("call")
    return _called(obj, request["call"])


def _imported(request):
    pid = os.getpid()
    sys.argv[:] = [request["path"] or request["module"]]
    try:
        return _as_main(request) if request["as_main"] else _as_import(request)
    except SystemExit as error:
        raise CannotTryError(
            "importing it ends the program: sys.exit(%s)" % _short(error.code),
            "put what runs the program under if __name__ == '__main__'",
        )
    except BaseException as error:
        asked = request["module"] or ""
        if isinstance(error, ModuleNotFoundError) and error.name and (asked + ".").startswith(error.name + "."):
            raise CannotTryError(
                "there is no module %r" % request["module"], "run mpcheck where `python -c 'import ...'` finds it"
            )
        raise CannotTryError("importing it raises %s" % _place(error, request), "make the module importable by itself")
    finally:
        if os.getpid() != pid:  # the module has forked, and this is the copy: it must not answer as well
            os._exit(0)


def _as_import(request):
    # Processes that are started must not take this program for the user's.
    sys.modules["__main__"] = types.ModuleType("__main__")
    if request["path"] is None:
        sys.path.insert(0, os.getcwd())
        return importlib.import_module(request["module"])
    folder, name = os.path.split(os.path.abspath(request["path"])[: -len(".py")])
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder, package = os.path.split(folder)
        name = "%s.%s" % (package, name)
    sys.path.insert(0, folder)
    return importlib.import_module(name)


def _as_main(request):
    """The module as child processes see the program's main module: `if __name__ == "__main__"` does not hold."""
    main = types.ModuleType("__mp_main__")
    if request["path"] is not None:
        path = os.path.abspath(request["path"])
        sys.path.insert(0, os.path.dirname(path))
        main.__file__ = path
        code = importlib.machinery.SourceFileLoader("__mp_main__", path).source_to_code(_content(path), path)
    else:
        sys.path.insert(0, os.getcwd())
        main.__spec__ = _spec(request["module"])
        main.__file__, main.__package__ = main.__spec__.origin, main.__spec__.parent
        code = main.__spec__.loader.get_code(main.__spec__.name)
    sys.modules["__main__"] = sys.modules["__mp_main__"] = main
    exec(code, main.__dict__)
    return main


def _content(path):
    with open(path, "rb") as file:
        return file.read()


def _spec(module):
    """The spec of what `python -m` runs: a package's part `__main__`."""
    spec = importlib.util.find_spec(module)
    if spec is None:
        raise ModuleNotFoundError("No module named %r" % module, name=module)
    return _spec(module + ".__main__") if spec.submodule_search_locations is not None else spec


def _looked_up(obj, attribute, where):
    seen = where
    for name in attribute.split("."):
        try:
            obj = getattr(obj, name)
        except BaseException as error:
            if isinstance(error, AttributeError):
                raise CannotTryError("%s has no attribute %r" % (seen, name), _near(obj, name))
            raise CannotTryError("getting %r of %s raises %s" % (name, seen, _line(error)), "try another attribute")
        seen += "." + name
    return obj


def _evaluated(module, expression):
    try:
        return eval(expression, vars(module))
    except BaseException as error:
        raise CannotTryError("evaluating %s raises %s" % (expression[:80], _line(error)), "give the object a name")


def _near(obj, name):
    import difflib

    try:
        near = difflib.get_close_matches(name, [known for known in dir(obj) if isinstance(known, str)], n=1)
    except Exception:
        near = []
    if near:
        return "did you mean %r?" % near[0]
    return "name one that exists after the import; what is made under if __name__ == '__main__' does not"


def _called(obj, arguments):
    call = ast.parse("f(%s)" % arguments, mode="eval").body
    values = [ast.literal_eval(one) for one in call.args]
    named = {one.arg: ast.literal_eval(one.value) for one in call.keywords}
    try:
        return obj(*values, **named)
    except BaseException as error:
        raise CannotTryError("calling it with (%s) raises %s" % (arguments, _line(error)), "give other arguments")


def _place(error, request):
    """The error in a line, with the line of the user's file that raised it."""
    traceback, line = error.__traceback__, None
    while traceback:
        if request["path"] and traceback.tb_frame.f_code.co_filename.endswith(os.path.basename(request["path"])):
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    if isinstance(error, SyntaxError):
        line = error.lineno
    return _line(error) + (" (line %d)" % line if line else "")


def _line(error):
    from .causes import said

    return said(error)


def _short(code):
    return repr(code)[:80] if isinstance(code, (int, str, type(None))) else "..."
