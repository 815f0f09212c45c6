"""The rows of the API tables, one module per library or family of libraries.

A module holds ``CLASSES``, ``FUNCTIONS`` and ``METHODS``, and may hold ``ALIASES``: other names under which the same
things are imported.
"""

#: The package that a file imports -> the module here that describes it; all else is the standard library's.
LIBRARIES: dict[str, str] = {
    "accelerate": "training",
    "billiard": "celery",
    "celery": "celery",
    "dask": "clusters",
    "deco": "pools",
    "distributed": "clusters",
    "gunicorn": "servers",
    "hypercorn": "servers",
    "joblib": "loky",
    "lightning": "training",
    "loky": "loky",
    "mpire": "pools",
    "multiprocess": "dill",
    "multiprocessing_on_dill": "dill",
    "p_tqdm": "dill",
    "pandarallel": "dill",
    "pathos": "dill",
    "pebble": "pools",
    "pytorch_lightning": "training",
    "ray": "ray",
    "torch": "training",
    "tqdm": "progress",
    "uvicorn": "servers",
}
#: Packages with methods of many objects, also of those of others, told by their name: rows of a class ``package.*``.
EXTENDERS = ("dask", "pandarallel")
