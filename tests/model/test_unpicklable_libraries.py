"""What the table says cannot be pickled, against the libraries that are installed."""

from __future__ import annotations

import importlib
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mpcheck.model.tables.picklability import unpicklable

#: Name of a row -> how to make one without a server; ``{}`` is a folder.
MAKERS = {
    "sqlalchemy.create_engine": "sqlalchemy.create_engine('sqlite://')",
    "sqlalchemy.create_engine.connect": "sqlalchemy.create_engine('sqlite://').connect()",
    "sqlalchemy.orm.Session": "sqlalchemy.orm.Session(sqlalchemy.create_engine('sqlite://'))",
    "redis.Redis": "redis.Redis()",
    "redis.from_url": "redis.from_url('redis://localhost')",
    "redis.ConnectionPool": "redis.ConnectionPool()",
    "pymongo.MongoClient": "pymongo.MongoClient(connect=False)",
    "httpx.Client": "httpx.Client()",
    "httpx.AsyncClient": "httpx.AsyncClient()",
    "h5py.File": "h5py.File('{}/x.h5', 'w')",
    "lxml.etree.fromstring": "lxml.etree.fromstring('<a/>')",
    "lxml.etree.Element": "lxml.etree.Element('a')",
    "tqdm.tqdm": "tqdm.tqdm([1], disable=False)",
    "zmq.Context": "zmq.Context()",
    "zmq.Context.socket": "zmq.Context().socket(1)",
    "cv2.VideoCapture": "cv2.VideoCapture()",
    "cv2.SIFT_create": "cv2.SIFT_create()",
    "grpc.insecure_channel": "grpc.insecure_channel('localhost:1')",
    "concurrent_log_handler.ConcurrentRotatingFileHandler": (
        "concurrent_log_handler.ConcurrentRotatingFileHandler('{}/x.log')"
    ),
}


@pytest.mark.libraries
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", MAKERS)
def test_what_the_table_lists_is_refused_by_pickle(name: str, tmp_path: Path) -> None:
    package = name.partition(".")[0]
    pytest.importorskip(package, reason=f"{package} is not installed")
    modules = {package: importlib.import_module(package)}
    for inner in ("sqlalchemy.orm", "lxml.etree"):
        if inner.startswith(package):
            importlib.import_module(inner)
    make: Callable[[], Any] = eval("lambda: " + MAKERS[name].format(tmp_path.as_posix()), modules)  # noqa: S307
    made = make()
    with pytest.raises(Exception, match=r"\w"):
        pickle.dumps(made)
    assert unpicklable()[name].library


def test_each_row_that_is_made_here_is_in_the_table() -> None:
    assert set(MAKERS) <= set(unpicklable())
