"""Which calls read whole data sets or models into memory."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.calling import argument

if TYPE_CHECKING:
    from mpcheck.model.module import Module
    from mpcheck.model.scopes import Collected

#: Functions and classes that read data sets or models into memory.
_LOADERS = {
    *("pickle.load", "joblib.load", "numpy.load", "numpy.loadtxt", "numpy.genfromtxt"),
    *(
        f"pandas.read_{name}"
        for name in ("csv", "excel", "feather", "hdf", "json", "parquet", "pickle", "sql", "table")
    ),
    *(f"polars.read_{name}" for name in ("csv", "excel", "ipc", "json", "parquet")),
    *("torch.load", "torch.hub.load", "keras.models.load_model", "tensorflow.keras.models.load_model"),
    *("spacy.load", "transformers.pipeline", "sentence_transformers.SentenceTransformer", "ultralytics.YOLO"),
    *("whisper.load_model", "gensim.models.KeyedVectors.load_word2vec_format"),
}
#: The method by which classes of these packages load a model.
_FROM_PRETRAINED = "from_pretrained"
_PRETRAINED = ("transformers", "diffusers", "sentence_transformers", "peft")
_PACKAGES = {*_PRETRAINED, *(name.partition(".")[0] for name in _LOADERS)}


def may_load(file: Collected) -> bool:
    """Whether a file holds a word without which none of its calls does."""
    return any(package in file.text for package in _PACKAGES)


def loads(module: Module, call: ast.Call) -> bool:
    """Whether a call reads a whole data set or model, and does not map it into memory."""
    name = module.external_name(call.func)
    if name.endswith(f".{_FROM_PRETRAINED}"):
        return name.startswith(_PRETRAINED)
    return name in _LOADERS and argument(call, (), "mmap_mode") is None
