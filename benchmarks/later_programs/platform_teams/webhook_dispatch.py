"""Delivers queued webhooks to the tenants' endpoints, several at a time."""
import multiprocessing
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, Dict, List, Protocol


class Receipts(Protocol):
    def append(self, receipt: str) -> None: ...


@dataclass(frozen=True)
class Webhook:
    tenant: str
    kind: str
    payload: Dict[str, Any]


def body_of(hook: Webhook) -> str:
    if hook.kind == "invoice.paid":
        return f"paid {hook.payload['amount_cents']}"
    if hook.kind == "invoice.voided":
        return f"voided {hook.payload['reason']}"
    raise ValueError(f"no template for {hook.kind}")


def deliver(hook: Webhook, receipts: Receipts) -> None:
    body = body_of(hook)
    receipts.append(f"{hook.tenant} <- {body}")


class Dispatcher:
    def __init__(self, executor: Executor, receipts: Receipts) -> None:
        self.executor = executor
        self.receipts = receipts

    def dispatch(self, hooks: List[Webhook]) -> None:
        for hook in hooks:
            self.executor.submit(deliver, hook, self.receipts)


HOOKS = [
    Webhook("acme", "invoice.paid", {"amount_cents": 1250}),
    Webhook("globex", "invoice.voided", {"reason": "duplicate"}),
    Webhook("initech", "invoice.refunded", {"amount_cents": 80}),
    Webhook("umbrella", "invoice.paid", {"cents": 300}),
]


def main() -> None:
    with multiprocessing.Manager() as manager:
        receipts = manager.list()
        with ProcessPoolExecutor(max_workers=2) as executor:
            Dispatcher(executor, receipts).dispatch(HOOKS)
        delivered = sorted(receipts)
    for receipt in delivered:
        print(receipt)
    print("ok" if len(delivered) == len(HOOKS) else f"{len(delivered)} delivered")


if __name__ == "__main__":
    main()
