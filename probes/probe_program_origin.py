"""From which kinds of program (script, module, -c, standard input, REPL, zipapp) can a process be started?

A child of spawn or forkserver has to find the functions of the main program again; where that has no file it cannot.
"""

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
import zipfile

ID = "program-origin"
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


def write_programs(folder):
    with open(os.path.join(folder, "program.py"), "w") as file:
        file.write(PROGRAM)
    with zipfile.ZipFile(os.path.join(folder, "program.pyz"), "w") as archive:
        archive.writestr("__main__.py", PROGRAM)


def ways(python):
    """How to start the program: the way's name, the command, and what it reads on standard input."""
    yield "script", [python, "program.py"], ""
    yield "-m", [python, "-m", "program"], ""
    yield "-c", [python, "-c", PROGRAM], ""
    yield "stdin", [python, "-"], PROGRAM
    yield "REPL", [python, "-i", "-q"], "exec(%r)\n" % PROGRAM
    yield "zipapp", [python, "program.pyz"], ""


def begin(command, folder):
    return subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
    )


def answer_of(process, text, facts, way):
    """Start method to whether its child was reached; None where the program gave no answer."""
    try:
        output, errors = process.communicate(text, timeout=TIME_LIMIT / 2)
    except subprocess.TimeoutExpired:
        process.kill()
        return None
    if way == "script":
        sys.stderr.write(errors)  # its failures are no one's but the machine's
    start = output.rfind("{")  # the REPL may print a prompt before it
    return json.JSONDecoder().raw_decode(output, start)[0] if start >= 0 else None


def ask_some(chosen, folder, facts):
    """Some at a time: all at once would be many processes."""
    for way, process, text in [(way, begin(command, folder), text) for way, command, text in chosen]:
        facts["reached"][way] = answer_of(process, text, facts, way)


def probe(method, facts, checks):
    facts["reached"] = {}
    folder = tempfile.mkdtemp(prefix=MARK)
    try:
        yield "write the programs"
        write_programs(folder)
        every = list(ways(sys.executable))
        for start in range(0, len(every), 2):
            yield "start from " + ", ".join(way for way, _, _ in every[start : start + 2])
            ask_some(every[start : start + 2], folder, facts)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for name, reached in (facts["reached"]["script"] or {"any": False}).items():
        checks["a script starts a process by " + name] = reached


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
