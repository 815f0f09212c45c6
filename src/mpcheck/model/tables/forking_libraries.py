"""Libraries with threads or devices of their own that do not work in a process forked after they were used."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unforkable:
    """A library, by the beginning of the dotted names of what it gives.

    ``harmless`` are the names of functions, and beginnings of those of objects, that start nothing; ``lazy`` those of
    objects that start something only by a method of ``running``.
    """

    prefix: str
    words: str
    symptom: str
    harmless: tuple[str, ...] = ()
    lazy: tuple[str, ...] = ()
    running: tuple[str, ...] = ()


LIBRARIES: tuple[Unforkable, ...] = (
    # https://docs.pola.rs/user-guide/misc/multiprocessing/; seen with polars 1
    Unforkable(
        "polars",
        "Polars",
        "waits for ever for threads that the fork did not copy",
        (
            "DataFrame",
            "Series",
            "from_dict",
            "from_dicts",
            "from_records",
            "Config",
            "show_versions",
            "thread_pool_size",
        ),
        (
            "LazyFrame",
            "scan_csv",
            "scan_parquet",
            "scan_ipc",
            "scan_ndjson",
            "col",
            "lit",
            "when",
            "all",
            "len",
            "selectors",
            "struct",
        ),
        ("collect", "collect_async", "fetch", "sink_csv", "sink_parquet", "sink_ipc", "sink_ndjson"),
    ),
    # https://docs.pytorch.org/docs/stable/notes/multiprocessing.html, "CUDA in multiprocessing"
    Unforkable(
        "torch.cuda",
        "CUDA",
        "cannot initialize CUDA again",
        (
            "is_available",
            "device_count",
            "is_initialized",
            "manual_seed",
            "manual_seed_all",
            "amp",
            "get_arch_list",
            "is_bf16_supported",
        ),
    ),
    # jax/_src/xla_bridge.py warns at os.fork()
    Unforkable(
        "jax",
        "JAX",
        "may wait for ever for threads that the fork did not copy",
        ("config", "jit", "vmap", "grad", "tree_util", "tree"),
    ),
)
