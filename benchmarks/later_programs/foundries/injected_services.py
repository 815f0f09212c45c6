"""Requests are handled by processes; what the handlers need is injected from a container of services."""

import asyncio
import functools
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Callable, List, Protocol


class Sink(Protocol):
    def put(self, item: str) -> None: ...


@dataclass
class Services:
    """What handlers may ask for."""

    audit: Sink = field(default_factory=multiprocessing.Queue)
    greeting: str = "Dear"


def welcome(services: Services, customer: str) -> str:
    services.audit.put(f"welcomed {customer}")
    return f"{services.greeting} {customer},"


class Dispatcher:
    def __init__(self, services: Services, executor: ProcessPoolExecutor) -> None:
        self._services = services
        self._executor = executor

    def bind(self, handler: Callable[..., str]) -> Callable[..., str]:
        return functools.partial(handler, self._services)

    async def dispatch(self, handler: Callable[..., str], request: Any) -> str:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, self.bind(handler), request)


async def serve(requests: List[str]) -> List[str]:
    with ProcessPoolExecutor(max_workers=2) as executor:
        dispatcher = Dispatcher(Services(), executor)
        return await asyncio.gather(*(dispatcher.dispatch(welcome, request) for request in requests))


def main() -> None:
    for letter in asyncio.run(serve(["Ms Ito", "Mr Brown", "Dr Vega"])):
        print(letter)
    print("ok")


if __name__ == "__main__":
    main()
