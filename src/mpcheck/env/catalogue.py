"""The probes: their names, their order in a report, and where their scripts lie."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from mpcheck.errors import MpcheckError, UsageError, did_you_mean

PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Probe:
    """One question about a machine.

    ``by_method``: asked under each start method.  ``uses_shm``: makes semaphores or shared memory, which Linux keeps
    in /dev/shm.  ``only_looks``: starts neither process nor thread, so that it may be asked in this very process where
    no other can be made.  ``deep``: takes seconds, asked on request.  ``quick``: worth asking where only a second is
    given.  ``rules``: the codes of the rules whose findings it decides.  ``own_script``: the path of a user's probe.
    """

    id: str
    by_method: bool = False
    uses_shm: bool = False
    only_looks: bool = False
    deep: bool = False
    quick: bool = False
    rules: tuple[str, ...] = ()
    own_script: str = ""

    @property
    def script(self) -> str:
        """The name of its script; the path of a user's."""
        return self.own_script or script_of(self.id)


def script_of(probe: str) -> str:
    """The name of a probe's script.  The prefix keeps `queue.py` from hiding the library's own `queue`."""
    return f"probe_{probe.replace('-', '_')}.py"


CALLABLES = ("MP201", "MP202", "MP203", "MP204", "MP205", "MP207", "MP208")
PRIMITIVES = ("MP206", "MP303")
SHARED_MEMORY = ("MP321", "MP322", "MP327", "MP616", "MP705")

PROBES = (
    Probe("os-fork", rules=("MP501", "MP502", "MP603")),
    Probe("fork-with-threads", rules=("MP501", "MP507", "MP508")),
    Probe("subprocess", rules=("MP605", "MP606", "MP610")),
    Probe("process", by_method=True, quick=True, rules=("MP101", "MP202", "MP406", "MP410", "MP411", "MP412")),
    Probe("queue", by_method=True, uses_shm=True, quick=True, rules=(*PRIMITIVES, "MP401")),
    Probe("simple-queue", by_method=True, uses_shm=True, rules=PRIMITIVES),
    Probe("joinable-queue", by_method=True, uses_shm=True, rules=(*PRIMITIVES, "MP401")),
    Probe("pipe", by_method=True, rules=("MP407",)),
    Probe("sem-open", uses_shm=True, only_looks=True, quick=True, rules=PRIMITIVES),
    Probe("lock", by_method=True, uses_shm=True, rules=PRIMITIVES),
    Probe("rlock", by_method=True, uses_shm=True, rules=PRIMITIVES),
    Probe("semaphore", by_method=True, uses_shm=True, rules=PRIMITIVES),
    Probe("bounded-semaphore", by_method=True, uses_shm=True, rules=PRIMITIVES),
    Probe("condition", by_method=True, uses_shm=True, rules=PRIMITIVES),
    Probe("event", by_method=True, uses_shm=True, rules=PRIMITIVES),
    Probe("barrier", by_method=True, uses_shm=True, rules=PRIMITIVES),
    Probe("manager", by_method=True, rules=("MP101", "MP305")),
    Probe("remote-manager", by_method=True, rules=("MP101", "MP701", "MP702")),
    Probe("pool", by_method=True, uses_shm=True, rules=("MP101", "MP201", "MP402", "MP403", "MP404", "MP405")),
    Probe("thread-pool", uses_shm=True),
    Probe("process-pool-executor", by_method=True, uses_shm=True, rules=("MP101", "MP201", "MP405")),
    Probe("thread-pool-executor"),
    Probe("interpreter-pool-executor", rules=("MP618",)),
    Probe("value", by_method=True, uses_shm=True, rules=(*PRIMITIVES, "MP304")),
    Probe("array", by_method=True, uses_shm=True, rules=(*PRIMITIVES, "MP304")),
    Probe("raw-value", by_method=True, uses_shm=True, rules=("MP303", "MP304")),
    Probe("shared-memory", by_method=True, uses_shm=True, rules=SHARED_MEMORY),
    Probe("shareable-list", by_method=True, uses_shm=True, rules=SHARED_MEMORY),
    Probe("shared-memory-manager", by_method=True, uses_shm=True),
    Probe("context", by_method=True, rules=("MP101",)),
    Probe("start-methods", only_looks=True, quick=True, rules=("MP101", "MP202", "MP301", "MP302", "MP303")),
    Probe("pickling", by_method=True, rules=CALLABLES),
    Probe("cpu", only_looks=True, quick=True, rules=("MP604", "MP802", "MP803")),
    Probe("dev-shm", uses_shm=True, only_looks=True, quick=True),
    Probe("limits", only_looks=True, quick=True),
    Probe("af-unix", only_looks=True, quick=True),
    Probe("environment", only_looks=True, quick=True),
    Probe("fork-unsafe-modules", rules=("MP501", "MP507")),  # of a new interpreter, not of mpcheck's own process
    Probe("inheritance", rules=("MP301", "MP302", "MP303")),
    Probe("orphans", uses_shm=True, only_looks=True, rules=("MP616", "MP705")),
    Probe("program-origin", deep=True, rules=("MP101", "MP201", "MP202")),
    Probe("python-options", deep=True),
    Probe("start-latency", uses_shm=True, deep=True),
    Probe("task-latency", uses_shm=True, deep=True),
    Probe("throughput", uses_shm=True, deep=True),
    Probe("interpreter", only_looks=True, quick=True),
)
#: Whatever is asked, the answers of these tell why it failed.
SURROUNDINGS = ("limits", "interpreter", "start-methods", "dev-shm", "af-unix")


def choose(
    probes: Sequence[Probe],
    *,
    only: Collection[str] = (),
    skip: Collection[str] = (),
    deep: bool = False,
    quick: bool = False,
) -> tuple[Probe, ...]:
    """The probes that are asked for.  Raises UsageError for an id that no probe has, or where none is left."""
    known = {probe.id for probe in probes}
    for word in (*only, *skip):
        if word not in known:
            raise UsageError(f"there is no probe {word!r}", cure=did_you_mean(word, known))
    if only:
        wanted = [probe for probe in probes if probe.id in only]
    else:
        wanted = [probe for probe in probes if (probe.quick if quick else deep or not probe.deep)]
    left = tuple(probe for probe in wanted if probe.id not in skip)
    if not left:
        raise UsageError("no probe is left to ask", cure="skip fewer: mpcheck env --list shows them")
    return left


def own_probes(folder: Path) -> tuple[Probe, ...]:
    """The probes in a user's folder: scripts that assign a string to ID, and perhaps True to BY_METHOD.

    They are parsed, not imported.  Raises UsageError where the folder has none, or one that cannot be told.
    """
    if not folder.is_dir():
        raise UsageError("the folder of probes does not exist", cure="name a folder with probe_*.py", path=str(folder))
    found: dict[str, Probe] = {probe.id: probe for probe in PROBES}
    own = [_own_probe(path) for path in sorted(folder.glob("*.py"))]
    if not own:
        raise UsageError("there is no probe in the folder", cure="probes are files *.py", path=str(folder))
    for probe in own:
        other = found.setdefault(probe.id, probe)
        if other is not probe:
            raise UsageError(f"the id {probe.id!r} is taken", cure="give it another ID", path=probe.own_script)
    return tuple(own)


def _own_probe(path: Path) -> Probe:
    constants = _constants(path)
    name = constants.get("ID")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        cure = 'assign a name of lower-case words to ID, as in ID = "gpu-memory"'
        raise UsageError("the probe has no ID", cure=cure, path=str(path))
    return Probe(name, by_method=constants.get("BY_METHOD") is True, own_script=str(path.absolute()))


_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _constants(path: Path) -> dict[str, object]:
    """What a script assigns at its top level, as far as that is plain constants."""
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        raise UsageError(f"the probe cannot be read: {error}", cure="mend it", path=str(path), line=line) from error
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }


def question_of(probe: Probe, folder: Path) -> str:
    """What a probe asks: the first line of its script's docstring."""
    text = ast.get_docstring(ast.parse((folder / probe.script).read_bytes())) or ""
    return text.partition("\n")[0]


def probes_folder(package: Path = PACKAGE) -> Path:
    """Where the scripts lie: in the package (wheel), else two levels above it (checkout, editable install).

    Raises MpcheckError where they are in neither place.
    """
    for folder in (package / "probes", package.parents[1] / "probes"):
        if (folder / PROBES[0].script).is_file():
            return folder
    raise MpcheckError(f"the probe scripts are not beside {package}", cure="install mpcheck again")
