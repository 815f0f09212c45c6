"""What the rules for the standard library say of libraries, through the API tables alone."""

from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.findings import Confidence, Finding
from mpcheck.model.module import Module
from mpcheck.rules import load
from mpcheck.targets import all_targets

IMPORTS = """
try:
    import gunicorn.app.wsgiapp
except ImportError:  # on Windows
    pass
import accelerate
import os
import multiprocessing as mp
import multiprocessing.dummy
import multiprocessing.pool
import multiprocess
import pandas
import ray.util.multiprocessing
import mpire
import pebble
import torch.multiprocessing
import uvicorn
import hypercorn.run
import dask
import distributed
import lightning
from dask.distributed import Client, LocalCluster
from concurrent.futures import ThreadPoolExecutor
from deco import concurrent
from joblib import Parallel, delayed
from loky import ProcessPoolExecutor, get_reusable_executor
from p_tqdm import p_map
from pandarallel import pandarallel
from pathos.pools import ParallelPool, ProcessPool, ThreadPool
from sklearn.model_selection import cross_val_score
from torch.utils.data import DataLoader, Dataset
from tqdm.contrib.concurrent import process_map, thread_map
from tqdm import tqdm


def work(x):
    return x


@concurrent
def on_all(x):
    return x


class Pairs(Dataset):
    def __init__(self, path):
        self.file = open(path)

"""
GUARD = 'if __name__ == "__main__":\n    '


LOCAL = """
def main():
    class Local(Dataset):
        def __getitem__(self, index):
            return index

    {}
"""


def findings(code: str) -> list[Finding]:
    text = IMPORTS + textwrap.dedent(code)
    module = Module("program.py", text, ast.parse(text), all_targets())
    return [finding for rule in load() for finding in rule.check(module)]


def methods(found: list[Finding]) -> set[str]:
    return {target.start_method for finding in found for target in finding.breaks_when}


@pytest.mark.parametrize(
    ("call", "codes"),
    [
        ("process_map(lambda x: x, [1])", ["MP201"]),
        ("process_map(print, [lambda: 1])", ["MP201"]),
        ("thread_map(lambda x: x, [1])", []),
        ("Parallel(2)(delayed(lambda x: x)(i) for i in range(3))", []),
        ("print(get_reusable_executor().submit(lambda: 1).result())", []),
        ("print(ProcessPoolExecutor().map(lambda x: x, [1]))", []),
        ("multiprocess.Pool().map(lambda x: x, [1])", []),
        ("multiprocess.get_context('spawn').Pool().map(lambda x: x, [1])", []),
        ("multiprocess.context.SpawnContext().Pool().map(lambda x: x, [1])", []),
        ("import multiprocessing_on_dill as dilled; dilled.Pool().map(lambda x: x, [1])", []),
        ("p_map(lambda x: x, [1])", []),
        ("ProcessPool(nodes=2).map(lambda x: x, [1])", []),
        ("print(pebble.ProcessPool().schedule(lambda x: x, args=[1]).result())", ["MP201"]),
        ("print(pebble.ProcessPool().map(lambda x: x, [1]))", ["MP201"]),
        ("print(pebble.ThreadPool().schedule(lambda x: x, args=[1]).result())", []),
        ("mpire.WorkerPool(2, start_method='spawn').map(lambda x: x, [1])", ["MP202"]),
        ("mpire.WorkerPool(2, start_method='fork').map(lambda x: x, [1])", []),
        ("mpire.WorkerPool(2, start_method='fork').apply(lambda x: x, (1,))", ["MP201"]),
        ("mpire.WorkerPool(2, use_dill=True).apply(lambda x: x, (1,))", []),
        ("mpire.WorkerPool(2, use_dill=os.name == 'nt').map(lambda x: x, [1])", []),
        ("mpire.WorkerPool(2, use_dill=os.name != 'nt').map(lambda x: x, [1])", ["MP202"]),
        ("mpire.WorkerPool(2, start_method='threading').apply(lambda x: x, (1,))", []),
        ("torch.multiprocessing.spawn(lambda index: index, nprocs=2)", ["MP202"]),
        ("torch.multiprocessing.spawn(work, args=(1, 2))", ["MP417"]),
        ("torch.multiprocessing.spawn(work, nprocs=2)", []),
        ("DataLoader([1], num_workers=2, collate_fn=lambda x: x)", ["MP202"]),
        ("DataLoader([1], 4, False, None, None, 2, lambda x: x)", ["MP202"]),
        ("DataLoader([1], num_workers=0, collate_fn=lambda x: x)", []),
        ("DataLoader([1], collate_fn=lambda x: x)", []),
        ("DataLoader([1], num_workers=2, multiprocessing_context='fork', collate_fn=lambda x: x)", []),
        ("DataLoader(Pairs('x'), num_workers=2)", ["MP204"]),
        ("DataLoader(Pairs('x'), num_workers=0)", []),
        ("Client().submit(lambda: 1)", []),
        ("Client().map(lambda x: x, [1])", []),
        ("Client().submit(work, 1, key='one', pure=False)", []),
        ("Client().submit(work, 1, pure=False, clean=True)", ["MP417"]),
        ("import billiard; billiard.Pool(2).map(lambda x: x, [1])", ["MP201"]),
        ("import billiard; billiard.Process(target=lambda: 1).start()", ["MP202"]),
        ("import billiard; billiard.get_context('spawn').Process(target=lambda: 1).start()", ["MP202"]),
        ("ParallelPool(nodes=2).map(lambda x: x, [1])", []),
        ("ThreadPool(nodes=2).map(lambda x: x, [1])", []),
        ("frame.parallel_apply(lambda row: row)", []),
        ("ray.util.multiprocessing.Pool(2).map(lambda x: x, [1])", []),
        ("ray.util.multiprocessing.Pool(2).apply_async(lambda: 1).get()", []),
        ("accelerate.debug_launcher(lambda: 1)", []),
        ("accelerate.notebook_launcher(lambda: 1)", []),
        ("mp.dummy.Pool(2).map(lambda x: x, [lambda: 1])", []),
        ("mp.pool.ThreadPool(2).apply_async(lambda x: x, (open('x'),)).get()", []),
        ("print(ThreadPoolExecutor().submit(lambda: open('x')).result())", []),
    ],
)
def test_what_is_sent_is_judged_by_the_librarys_serializer(call: str, codes: list[str]) -> None:
    ours = ("MP2", "MP417", "MP101")
    assert [finding.code for finding in findings(GUARD + call) if finding.code.startswith(ours)] == codes


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("process_map(work, [1])", {"spawn", "forkserver"}),
        ("process_map(work, [1], mp_context=mp.get_context('spawn'))", {"spawn"}),
        ("process_map(work, [1], mp_context=mp.get_context('fork'))", set()),
        ("thread_map(work, [1])", set()),
        ("Parallel(2, backend='multiprocessing')(delayed(work)(i) for i in [1])", {"spawn", "forkserver"}),
        ("Parallel(1, backend='multiprocessing')(delayed(work)(i) for i in [1])", set()),
        ("Parallel(2)(delayed(work)(i) for i in [1])", set()),
        ("Parallel(2, backend='threading')(delayed(work)(i) for i in [1])", set()),
        ("get_reusable_executor().submit(work, 1).result()", set()),
        ("p_map(work, [1])", {"spawn"}),
        ("ProcessPool(nodes=2).map(work, [1])", {"spawn"}),
        ("ParallelPool(nodes=2).map(work, [1])", set()),
        ("ThreadPool(nodes=2).map(work, [1])", set()),
        ("multiprocess.Pool(2)", {"spawn"}),
        ("multiprocess.get_context().Pool(2)", {"spawn"}),
        ("multiprocess.get_context('forkserver').Pool(2)", {"forkserver"}),
        ("multiprocess.context.ForkContext().Pool(2)", set()),
        ("import multiprocessing_on_dill as dilled; dilled.Pool(2)", {"spawn"}),
        ("import billiard; billiard.Pool(2)", {"spawn"}),
        ("import billiard; billiard.Process(target=work, args=(1,)).start()", {"spawn"}),
        ("frame.parallel_apply(work)", {"spawn"}),
        ("pandas.read_csv('x.csv')['y'].parallel_map(work)", {"spawn"}),
        ("ray.util.multiprocessing.Pool(2).map(work, [1])", set()),
        ("print(on_all(1))", {"spawn", "forkserver"}),
        ("cross_val_score(model, X, y, n_jobs=4)", set()),
        ("gunicorn.app.wsgiapp.run()", set()),
        ("accelerate.notebook_launcher(work, (1,), num_processes=2)", set()),
        ("pebble.ProcessPool()", set()),
        ("pebble.ProcessPool().schedule(work, args=[1]).result()", {"spawn", "forkserver"}),
        ("mpire.WorkerPool(2)", set()),
        ("mpire.WorkerPool(2).map(work, [1])", {"spawn"}),
        ("torch.multiprocessing.spawn(work)", {"spawn"}),
        ("torch.multiprocessing.start_processes(work, start_method='fork')", set()),
        ("DataLoader([1], num_workers=2)", set()),
        ("for x in DataLoader([1], num_workers=2): print(x)", {"spawn", "forkserver"}),
        ("for x in DataLoader([1], num_workers=0): print(x)", set()),
        ("for x in DataLoader([1]): print(x)", set()),
        ("print([x for x in DataLoader([1], num_workers=2)])", {"spawn", "forkserver"}),
        ("for i, x in enumerate(tqdm(DataLoader([1], num_workers=2))): print(x)", {"spawn", "forkserver"}),
        ("print(next(iter(DataLoader([1], num_workers=2))))", {"spawn", "forkserver"}),
        ("for x in DataLoader([1], num_workers=2, multiprocessing_context='spawn'): print(x)", {"spawn"}),
        ("for x in DataLoader([1], num_workers=2, multiprocessing_context='fork'): print(x)", set()),
        ("uvicorn.run('app:app', workers=2)", {"spawn"}),
        ("uvicorn.run('app:app', reload=True)", {"spawn"}),
        ("uvicorn.run('app:app', workers=1, reload=False)", set()),
        ("uvicorn.run('app:app')", set()),
        ("hypercorn.run.run(config)", {"spawn"}),
        ("Client()", {"spawn"}),
        ("distributed.Client(n_workers=2)", {"spawn"}),
        ("Client('tcp://server:8786')", set()),
        ("Client(processes=False)", set()),
        ("LocalCluster()", {"spawn"}),
        ("dask.compute(x, scheduler='processes')", {"spawn"}),
        ("dask.compute(x, scheduler='threads')", set()),
        ("dask.bag.from_sequence([1]).map(work).compute(scheduler='processes')", {"spawn"}),
        ("dask.bag.from_sequence([1]).map(work).compute(scheduler='threads')", set()),
        ("frame.groupby('x').sum().compute()", set()),
        ("lightning.Trainer(strategy='ddp_spawn').fit(model)", {"spawn"}),
        ("lightning.Trainer().fit(model)", set()),
        ("lightning.Fabric(strategy='ddp_spawn').launch(work)", {"spawn"}),
        ("lightning.Fabric().launch()", set()),
    ],
)
def test_a_call_at_import_time_needs_a_guard_where_the_library_imports_the_program_again(
    call: str, expected: set[str]
) -> None:
    found = [finding for finding in findings(call) if finding.code == "MP101"]
    assert methods(found) == expected
    assert {finding.confidence for finding in found} <= {Confidence.HIGH}


def test_a_dataset_of_a_local_class_is_reported_where_workers_get_it() -> None:
    assert [f.code for f in findings(LOCAL.format("return DataLoader(Local(), num_workers=2)"))] == ["MP205"]
    assert findings(LOCAL.format("return DataLoader(Local(), num_workers=0)")) == []


def test_what_cannot_be_read_lowers_the_confidence() -> None:
    (found,) = findings("uvicorn.run('app:app', workers=int(input()))")
    assert found.confidence is Confidence.LOW


def test_a_worker_of_pebble_is_daemonic() -> None:
    code = """
    def nested(x):
        with mp.Pool(2) as pool:
            return pool.map(work, [x])


    if __name__ == "__main__":
        with pebble.ProcessPool() as pool:
            print(pool.schedule(nested, args=[1]).result())
    """
    assert [finding.code for finding in findings(code)] == ["MP403"]


@pytest.mark.parametrize("library", ["multiprocessing", "multiprocess", "multiprocessing_on_dill"])
@pytest.mark.parametrize("pool", ["{library}.Pool(2)", "{library}.get_context().Pool(processes=2)"])
def test_pools_of_packages_like_multiprocessing_have_its_pitfalls(library: str, pool: str) -> None:
    code = f"""
    import signal
    import {library}


    def stop(number):
        os.kill(os.getpid(), signal.SIGTERM)


    def nested(number):
        process = {library}.Process(target=print)
        process.start()
        process.join()


    if __name__ == "__main__":
        with {pool.format(library=library)} as pool:
            pool.map(stop, [1])
            pool.map(nested, [1])
    """
    codes = {finding.code for finding in findings(code)}
    assert codes >= {"MP402", "MP403"}


def test_globals_of_a_worker_count_where_code_travels_by_name() -> None:
    code = """
    if __name__ == "__main__":
        factor = 3
        print({call})


    def scaled(x):
        return x * factor
    """
    assert [f.code for f in findings(code.format(call="process_map(scaled, [1])"))] == ["MP301"]
    assert findings(code.format(call="p_map(scaled, [1])")) == []
