"""How the probes of the test stand are started, by the language that they are written in."""
import shlex
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

RUNNERS = {
    "python": [sys.executable, "-u"],
    "python-isolated": [sys.executable, "-I"],
}


def command(language, script, *arguments):
    return [*RUNNERS[language], str(HERE / script), *map(str, arguments)]


def for_manual(script, *arguments):
    """What the operator types at the console of the stand."""
    return " ".join(map(shlex.quote, ["python", script, *map(str, arguments)]))
