"""Just enough of a test runner for offices without one."""
import contextlib
import inspect


def fixture(function):
    function.is_fixture = True
    return function


def run(namespace):
    fixtures = {
        name: contextlib.contextmanager(thing)
        for name, thing in namespace.items()
        if getattr(thing, "is_fixture", False)
    }
    for name, test in list(namespace.items()):
        if name.startswith("test_"):
            with contextlib.ExitStack() as stack:
                wanted = inspect.signature(test).parameters
                test(**{each: stack.enter_context(fixtures[each]()) for each in wanted})
            print(name, "passed")
