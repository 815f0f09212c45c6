"""torch and what trains with it: ``torch.multiprocessing``, DataLoader, Lightning, accelerate.

``torch.multiprocessing`` has the interface of multiprocessing, and ``spawn`` besides, which passes the number of the
process first.  A DataLoader hands its dataset and functions to its workers when they start.

Source: ``torch/multiprocessing/spawn.py`` and ``torch/utils/data/dataloader.py`` of torch 2.13,
``lightning/pytorch/strategies/launchers/multiprocessing.py`` of Lightning 2.6, ``accelerate/launchers.py`` of
accelerate 1.15.
"""

from __future__ import annotations

from typing import Any

from mpcheck.model.api import Api, ApiClass, row

LOADER = "torch.utils.data.DataLoader"
TRAINER = "lightning.Trainer"
FABRIC = "lightning.Fabric"
_RUNS: dict[str, Any] = {"runs_in": "process", "serializer": "inherit", "starts": True, "args": "args"}
_TRAINS: dict[str, Any] = {"starts": True, "start_method": "spawn", "when": "strategy == 'ddp_spawn'"}

CLASSES: tuple[ApiClass, ...] = (
    ApiClass(LOADER, "data-loader", "process", "inherit"),
    ApiClass(TRAINER, "trainer"),
    ApiClass(FABRIC, "trainer"),
)
FUNCTIONS: tuple[Api, ...] = (
    *(
        row(
            f"torch.multiprocessing.{name}",
            "fn args nprocs join daemon start_method",
            callable="fn",
            leading=1,
            start_method="spawn",
            method_param="start_method",
            **_RUNS,
        )
        for name in ("spawn", "start_processes")
    ),
    row(
        LOADER,
        "dataset batch_size shuffle sampler batch_sampler num_workers collate_fn pin_memory drop_last timeout "
        "worker_init_fn multiprocessing_context generator",
        LOADER,
        carried=("dataset", "collate_fn", "worker_init_fn"),
        context="multiprocessing_context",
        method_param="multiprocessing_context",
        when="num_workers > 0",
    ),
    row(TRAINER, "", TRAINER),
    row(FABRIC, "", FABRIC),
    row(
        "accelerate.notebook_launcher", "function args num_processes", callable="function", start_method="fork", **_RUNS
    ),
    row("accelerate.debug_launcher", "function args num_processes", callable="function", start_method="fork", **_RUNS),
)
METHODS: tuple[Api, ...] = (
    *(row(f"{TRAINER}.{name}", "model", **_TRAINS) for name in ("fit", "validate", "test", "predict")),
    row(f"{FABRIC}.launch", "function", **_TRAINS),
    row(f"{LOADER}.__iter__", starts=True, method_param="multiprocessing_context", when="num_workers > 0"),
)
ALIASES = {
    "torch.multiprocessing.spawn.spawn": "torch.multiprocessing.spawn",
    "torch.multiprocessing.spawn.start_processes": "torch.multiprocessing.start_processes",
    "torch.utils.data.dataloader.DataLoader": LOADER,
    "lightning.pytorch.Trainer": TRAINER,
    "lightning.pytorch.trainer.Trainer": TRAINER,
    "pytorch_lightning.Trainer": TRAINER,
    "pytorch_lightning.trainer.Trainer": TRAINER,
    "lightning.fabric.Fabric": FABRIC,
    "accelerate.launchers.notebook_launcher": "accelerate.notebook_launcher",
    "accelerate.launchers.debug_launcher": "accelerate.debug_launcher",
}
