import multiprocessing as mp
from multiprocessing.context import BaseContext
from typing import Optional


def describe() -> str:
    current = mp.get_start_method(allow_none=True)
    return f"{mp.cpu_count()} cpus, {current or 'method not chosen yet'}"


def chosen_context(name: Optional[str]) -> BaseContext:
    if name and name != "fork" and name in mp.get_all_start_methods():
        return mp.get_context(name)
    return mp.get_context("spawn")
