"""Renders certificates; every kind registers its renderer."""
from __future__ import annotations

import functools
from collections.abc import Callable
from multiprocessing import Pool

RENDERERS: dict[str, Callable[..., str]] = {}


def renders(kind: str) -> Callable[[Callable[..., str]], Callable[..., str]]:
    def register(function: Callable[..., str]) -> Callable[..., str]:
        RENDERERS[kind] = function
        return function

    return register


def trimmed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs).strip().upper()

    return wrapper


@renders("birth")
@trimmed
def birth(number: int) -> str:
    return f" birth {number} "


@renders("marriage")
@trimmed
def marriage(number: int) -> str:
    return f" marriage {number} "


@functools.singledispatch
def label(number) -> str:
    return "?"


@label.register
def _(number: int) -> str:
    return f"no. {number}"


def main() -> None:
    with Pool(2) as pool:
        for kind, render in RENDERERS.items():
            for text, tag in zip(pool.map(render, range(4)), pool.map(label, range(4))):
                print(kind, text, tag)
    print("ok")


if __name__ == "__main__":
    main()
