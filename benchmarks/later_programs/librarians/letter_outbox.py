"""Set letters from a template in the background and report on the outcome."""
from __future__ import annotations

import multiprocessing
import string
from typing import Any, Callable, Dict, List, Mapping, Tuple


class Letter(string.Template):
    delimiter = "@"


class Outbox:
    """Accepts work without waiting for it; `settle` waits for all of it.

    Finished letters are in `sent`, what went wrong in `returned`.
    """

    def __init__(self, clerks: int = 2) -> None:
        self.sent: List[Tuple[str, str]] = []
        self.returned: List[BaseException] = []
        self._clerks = multiprocessing.Pool(clerks, initializer=_prepare, initargs=(LETTERS,))

    def post(self, work: Callable[..., Tuple[str, str]], *args: Any) -> None:
        self._clerks.apply_async(work, args, callback=self.sent.append, error_callback=self._undeliverable)

    def _undeliverable(self, error: BaseException) -> None:
        self.returned.append(error)

    def settle(self) -> "Outbox":
        self._clerks.close()
        self._clerks.join()
        return self


LETTERS = {
    "reminder": "Dear @name,\nyour book @title was due on @due.",
    "welcome": "Dear @name,\nyour card is number @card.",
}
_templates: Dict[str, Letter] = {}


def _prepare(letters: Mapping[str, str]) -> None:
    for kind, text in letters.items():
        _templates[kind] = Letter(text)


def compose(kind: str, details: Mapping[str, str]) -> Tuple[str, str]:
    try:
        return details["name"], _templates[kind].substitute(details)
    except KeyError as missing:
        raise LookupError(f"{kind} for {details.get('name', 'nobody')}: {missing.args[0]} is missing") from None


def main() -> None:
    outbox = Outbox()
    outbox.post(compose, "welcome", {"name": "Ida", "card": "0047"})
    outbox.post(compose, "reminder", {"name": "Jonas", "title": "Moby-Dick", "due": "3 May"})
    outbox.post(compose, "reminder", {"name": "Karin", "title": "Kim"})
    outbox.settle()
    for name, text in sorted(outbox.sent):
        print(f"-- {name}", text, sep="\n")
    for error in outbox.returned:
        print("returned:", error)


if __name__ == "__main__":
    main()
