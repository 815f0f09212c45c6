"""MP804: each of several workers computes with as many threads as there are processors."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.calling import argument
from mpcheck.model.loading import loaded_files
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent
from mpcheck.model.scopes import Collected, FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.several_workers import has_several_workers

_FACTORISATIONS = (
    "inv pinv solve lstsq svd svdvals eig eigh eigvals eigvalsh qr cholesky multi_dot matrix_power lu expm"
)
_COMPUTES = {
    *(f"numpy.{name}" for name in ("dot", "matmul", "tensordot")),
    *(f"torch.{name}" for name in ("mm", "bmm", "matmul", "addmm", "einsum", "conv1d", "conv2d")),
    *(f"torch.nn.functional.{name}" for name in ("linear", "conv1d", "conv2d", "conv3d")),
    *(f"{package}.linalg.{name}" for package in ("numpy", "scipy", "torch") for name in _FACTORISATIONS.split()),
}
_PACKAGES = ("numpy", "scipy", "torch", "sklearn")
_LIMITS = {"torch.set_num_threads", "mkl.set_num_threads", "mkl.domain_set_num_threads"}
_LIMITER = "threadpoolctl"
#: The end of the names of variables such as ``OMP_NUM_THREADS``.
_VARIABLE = "_NUM_THREADS"
_LIMITING_WORDS = (_LIMITER, _VARIABLE, "set_num_threads")


def check(module: Module) -> Iterator[Finding]:
    """Report the first threaded computation in each function that several workers run, in files without a limit."""
    found: dict[FunctionInfo, tuple[ast.expr, str]] = {}
    for file in module.files_reached if module.worker_tasks else ():
        for node, library in _computations(module, file) if file.imports(_PACKAGES) else ():
            function = module.function(node)
            if function is not None and function in module.worker_tasks:
                found.setdefault(function, (node, library))
    if not found or any(_has_limit(module, file) for file in loaded_files(module)):
        return
    parent = Parent(module)
    for function, (node, library) in found.items():
        tasks = module.worker_tasks[function]
        if has_several_workers(module, parent, tasks):
            yield from _report(module, node, library, tasks)


def _has_limit(module: Module, file: Collected) -> bool:
    """Whether a file limits the threads of a library, or names a variable of the environment that does."""
    if not any(word in file.text for word in _LIMITING_WORDS):
        return False
    words = (node.value for node in file.nodes_of(ast.Constant) if isinstance(node.value, str))
    names = (keyword.arg or "" for call in file.calls for keyword in call.keywords)
    return (
        bool(file.imports((_LIMITER,)))
        or any(word.endswith(_VARIABLE) for word in (*words, *names))
        or any(module.external_name(call.func) in _LIMITS for call in file.calls)
    )


def _computations(module: Module, file: Collected) -> Iterator[tuple[ast.expr, str]]:
    """What threads compute, in the order of the source: the expression, and the library."""
    found: list[tuple[ast.expr, str]] = []
    for call in file.calls:
        name = module.external_name(call.func)
        package = name.partition(".")[0]
        if name in _COMPUTES or (package == "sklearn" and _has_jobs(call)):
            found.append((call, package))
    found += [(node, "numpy") for node in file.nodes_of(ast.BinOp) if isinstance(node.op, ast.MatMult)]
    return iter(sorted(found, key=lambda one: (one[0].lineno, one[0].col_offset)))


def _has_jobs(call: ast.Call) -> bool:
    jobs = argument(call, (), "n_jobs")
    return jobs is not None and not (isinstance(jobs, ast.Constant) and jobs.value in (None, 0, 1))


def _report(module: Module, node: ast.expr, library: str, tasks: list[Task]) -> Iterator[Finding]:
    message = f"each worker lets {library} compute this with a thread for each processor, if nothing limits them"
    related = [(tasks[0].event.call, "leads to it in several worker processes")]
    breaks = {target for task in tasks for target in module.targets_of(task.event)}
    yield from RULE.at(module, node, message, breaks=module.narrow(node, breaks), related=related)


_POOL = """
import multiprocessing as mp
import os

import numpy as np


def product(number):
    table = np.full((500, 500), float(number))
    total = np.dot(table, table).sum()  # MP804
    assert total > 0
    return len(os.listdir("/proc/self/task"))


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        threads = sum(pool.map(product, [1, 2], chunksize=1))
    processors = len(os.sched_getaffinity(0))  # MP603
    print("ok" if threads <= processors else f"{threads} threads for {processors} processors")
"""

_EXECUTOR = """
import os
from concurrent.futures import ProcessPoolExecutor

import numpy


class Model:
    def __init__(self, size):
        self.size = size

    def solve(self, number):
        table = numpy.eye(self.size) * number
        squared = table @ table  # MP804
        assert squared[0, 0] == number * number
        return threads_of_process()


def threads_of_process():
    return len(os.listdir("/proc/self/task"))


def main():
    with ProcessPoolExecutor(max_workers=2) as executor:
        threads = sum(executor.map(Model(600).solve, [1, 2]))
    usable = len(os.sched_getaffinity(0))  # MP603
    print("ok" if threads <= usable else f"{threads} threads for {usable} processors")


if __name__ == "__main__":
    main()
"""

_VARIABLES = """
import os

for name in ("OMP", "OPENBLAS", "MKL"):
    os.environ[name + "_NUM_THREADS"] = "1"

import multiprocessing as mp

import numpy as np


def trace(number):
    return (np.eye(300) @ np.eye(300)).trace() * number


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        assert pool.map(trace, [1, 2]) == [300, 600]
    print("ok")
"""

_LIMITED = """
from concurrent.futures import ProcessPoolExecutor

import numpy as np

try:
    from threadpoolctl import threadpool_limits
except ImportError:

    def threadpool_limits(limits):
        pass


def set_up():
    threadpool_limits(1)


def determinant(number):
    return round(np.linalg.svd(np.eye(20) * number)[1][0])


if __name__ == "__main__":
    with ProcessPoolExecutor(2, initializer=set_up) as executor:
        assert list(executor.map(determinant, [1, 2])) == [1, 2]
    print("ok")
"""

_NO_ALGEBRA = """
import multiprocessing as mp
from concurrent.futures import ThreadPoolExecutor

import numpy as np


def mean(number):
    return float(np.arange(number).mean())


def trace(number):
    return float(np.dot(np.eye(number), np.eye(number)).trace())


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        assert pool.map(mean, [3, 5]) == [1, 2]
    with mp.Pool(1) as pool, ThreadPoolExecutor(2) as executor:
        assert pool.map(trace, [3]) == list(executor.map(trace, [3]))
    print("ok")
"""

_LINUX_ONLY = ("linux",)
_NUMPY = ("numpy",)

RULE = Rule(
    code="MP804",
    name="threads-in-each-worker",
    summary="Several workers call a library that computes with threads of its own, and nothing limits these.",
    why=(
        "The linear algebra of numpy, scipy and torch, and scikit-learn with n_jobs, use a thread for each processor of the "
        "machine. In a pool every worker does so: 16 workers on 16 processors make 256 threads, which take turns and often "
        "are slower than one process, and on large machines the limit of threads is met. joblib and loky limit "
        "the threads of their workers, multiprocessing and concurrent.futures don't."
    ),
    cure=(
        "Set OMP_NUM_THREADS, OPENBLAS_NUM_THREADS and MKL_NUM_THREADS to 1 before numpy is imported, or call "
        "threadpoolctl.threadpool_limits(1) (torch.set_num_threads(1) for torch) in an initializer."
    ),
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    since="0.1.0",
    references=(
        "https://scikit-learn.org/stable/computing/parallelism.html#oversubscription-spawning-too-many-threads",
        "https://github.com/OpenMathLib/OpenBLAS/issues/1155",
        "https://github.com/joblib/threadpoolctl",
    ),
    catalogue=("D28",),
    bad=(
        Example(_POOL, Outcome("wrong", "threads for"), platforms=_LINUX_ONLY, requires=_NUMPY),
        Example(_EXECUTOR, Outcome("wrong", "threads for"), platforms=_LINUX_ONLY, requires=_NUMPY),
    ),
    good=(
        Example(_VARIABLES, requires=_NUMPY),
        Example(_LIMITED, requires=_NUMPY),
        Example(_NO_ALGEBRA, requires=_NUMPY),
    ),
    check=check,
)
