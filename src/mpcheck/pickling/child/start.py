"""Try one object: ``python start.py JSON`` prints what is found, one JSON object a line, as it is found.

The last line of each key holds.  What the user's code prints goes to standard error.
"""

import importlib.util
import json
import os
import signal
import sys

FRAMES = 10  # that are kept of each allocation: from a lock in an Event in a queue out to the line that made the queue
HERE = os.path.dirname(os.path.abspath(__file__))
MARK = "mpc-" + os.environ.get("MPCHECK_PROBE", str(os.getpid()))


def load_package():
    """Import the folder of this file under a name of its own, so that no module of the user's is hidden."""
    name = "mpcheck_pickling_child"
    spec = importlib.util.spec_from_file_location(
        name, os.path.join(HERE, "__init__.py"), submodule_search_locations=[HERE]
    )
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    for part in ("find", "explore", "cross"):
        importlib.import_module("%s.%s" % (name, part))
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != HERE]
    return sys.modules[name]


def shield():
    """Go on in a child, so that code that ends its parent's process group ends this one and not mpcheck's."""
    try:
        pid = os.fork()
    except (AttributeError, OSError):  # Windows; or no process to be had
        return
    if not pid:
        return
    status = os.waitpid(pid, 0)[1]
    if os.WIFSIGNALED(status):
        signal.signal(os.WTERMSIG(status), signal.SIG_DFL) if os.WTERMSIG(status) != signal.SIGKILL else None
        os.kill(os.getpid(), os.WTERMSIG(status))
    os._exit(os.WEXITSTATUS(status))


def limit_memory(budget):
    """Allow so many bytes more than are in use.  Whether the system lets itself be asked."""
    try:
        import resource

        with open("/proc/self/statm") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + budget, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, OSError, ValueError):
        return False
    return True


def open_answers():
    """A private copy of standard output; whatever prints gets standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return answers


def main():
    request = json.loads(sys.argv[1])
    shield()
    answers = open_answers()
    mine = os.getpid()

    def say(**facts):
        if os.getpid() == mine:
            answers.write(json.dumps(facts) + "\n")
            answers.flush()

    def at(stage):
        say(stage=stage)

    package = load_package()
    import multiprocessing

    multiprocessing.current_process()._config["semprefix"] = "/" + MARK
    if request["trace"]:
        import tracemalloc

        tracemalloc.start(FRAMES)
    try:
        say(python="%s %d.%d.%d" % (sys.implementation.name, *sys.version_info[:3]))
        obj = package.find.find(request, at)
        say(memory_limited=limit_memory(request["memory"]))
        if request["method"]:
            package.cross.cross(request["name"], obj, request, say, at)
        else:
            libraries = () if request["trace"] else ("cloudpickle", "dill")
            package.explore.explore(request["name"], obj, say, at, libraries)
        say(stage="done")
    except package.find.CannotTryError as error:
        say(cannot=error.args)
    except MemoryError:
        say(cannot=["there is not enough memory to try it", "allow more"])
    # Threads, children and exit handlers of the user's have no say in the end.
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
