"""Can a process be started where Python runs with -I, -S or -O, and in a virtual environment?"""

import errno
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ID = "python-options"
PROGRAM = """
import json
import multiprocessing
import sys


def child(connection):
    connection.send("here")


def reaches(method):
    context = multiprocessing.get_context(method)
    ours, theirs = context.Pipe()
    try:
        process = context.Process(target=child, args=(theirs,))
        process.start()
        theirs.close()
        process.join()  # first: on Windows the pipe of a child that failed is never closed
        return ours.poll() and ours.recv() == "here"
    except (OSError, EOFError):
        return False


if __name__ == "__main__":
    print(json.dumps({method: reaches(method) for method in multiprocessing.get_all_start_methods()}))
"""


def ways(python):
    """How to start the program: the way's name and the command."""
    for flag in ("-I", "-S", "-O"):
        yield flag, [python, flag, "program.py"]


def environment(python, folder):
    """The Python of a new virtual environment, or None where none can be made."""
    command = [python, "-m", "venv", "--without-pip", "environment"]
    subprocess.run(command, check=False, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    places = [os.path.join(folder, "environment", *place) for place in (("bin", "python"), ("Scripts", "python.exe"))]
    return next((place for place in places if os.path.exists(place)), None)


def begin(command, folder):
    return subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
    )


def answer_of(process):
    """Start method to whether its child was reached; None where the program gave no answer."""
    try:
        output, errors = process.communicate(timeout=TIME_LIMIT / 2)
    except subprocess.TimeoutExpired:
        process.kill()
        return None
    sys.stderr.write(errors)
    start = output.rfind("{")
    return json.JSONDecoder().raw_decode(output, start)[0] if start >= 0 else None


def ask_some(chosen, folder, facts):
    """Some at a time: all at once would be many processes."""
    for way, process in [(way, begin(command, folder)) for way, command in chosen]:
        facts["reached"][way] = answer_of(process)


def probe(method, facts, checks):
    facts["reached"] = {}
    folder = tempfile.mkdtemp(prefix=MARK)
    try:
        yield "write the program"
        with open(os.path.join(folder, "program.py"), "w") as file:
            file.write(PROGRAM)
        every = list(ways(sys.executable))
        yield "start with -I, -S"
        ask_some(every[:2], folder, facts)
        yield "start with -O"
        ask_some(every[2:], folder, facts)
        yield "make a virtual environment"
        python = environment(sys.executable, folder)
        if python:
            ask_some([("venv", [python, "program.py"])], folder, facts)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for way, reached in facts["reached"].items():
        for name, here in (reached or {"any": False}).items():
            checks["a script under %s starts a process by %s" % (way, name)] = here


# ---- The same in every probe: ask the question and print one JSON object, whatever happens. ----
TIME_LIMIT = float(os.environ.get("MPCHECK_TIME_LIMIT", "8"))  # seconds, then 3 for the end of the interpreter
MARK = "mpc-" + os.environ.get("MPCHECK_PROBE", str(os.getpid()))  # begins the name of all that the probe makes


def give_up(signum, frame):
    raise TimeoutError("no answer within %g s" % TIME_LIMIT)


def main():
    method = sys.argv[sys.argv.index("--start-method") + 1] if "--start-method" in sys.argv else None
    answer = {"id": ID, "start_method": method, "facts": {"checks": {}}, "error": None, "seconds": None}
    began, where = time.perf_counter(), "begin"
    try:
        multiprocessing.current_process()._config["semprefix"] = "/" + MARK
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, give_up)
            signal.setitimer(signal.ITIMER_REAL, TIME_LIMIT, 1)  # and each second after: cleaning up may hang too
        for where in probe(method, answer["facts"], answer["facts"]["checks"]):
            print("at " + where, file=sys.stderr, flush=True)
    except BaseException as error:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        number = getattr(error, "errno", None)
        answer["error"] = {
            "type": type(error).__name__,
            "errno": number,
            "errno_name": errno.errorcode.get(number),
            "text": str(error)[:1000],
            "where": where,
        }
        for child in multiprocessing.active_children():
            child.kill()  # else the interpreter waits for it
    answer["seconds"] = round(time.perf_counter() - began, 4)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, 3)
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
