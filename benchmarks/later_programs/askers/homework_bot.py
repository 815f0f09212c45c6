"""Bot that answers sums in the class chat. Chat is faked with a list for now."""
import asyncio
import multiprocessing
import operator
import re
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Optional

OPS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
SUM = re.compile(r"(-?\d+)\s*([-+*/])\s*(\d+)")


@dataclass(frozen=True)
class Message:
    user: str
    text: str


INBOX = [
    Message("ann", "what is 12 * 12"),
    Message("bob", "hello"),
    Message("cem", "!factors 5040"),
    Message("ann", "100/8 please"),
]


def solve(text: str) -> Optional[str]:
    m = SUM.search(text)
    if not m:
        return None
    a, op, b = m.groups()
    return "%g" % OPS[op](int(a), int(b))


def factors(number: int) -> str:
    out, d = [], 2
    while number > 1:
        while number % d == 0:
            out.append(str(d))
            number //= d
        d += 1
    return " x ".join(out)


async def answer(pool, msg: Message) -> str:
    loop = asyncio.get_running_loop()
    if msg.text.startswith("!factors "):
        reply = await loop.run_in_executor(pool, factors, int(msg.text.split()[1]))
    else:
        reply = await loop.run_in_executor(pool, solve(msg.text))
    return "@%s: %s" % (msg.user, reply or "sorry?")


async def main():
    ctx = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=ctx) as pool:
        replies = await asyncio.gather(*(answer(pool, m) for m in INBOX))
    for r in replies:
        print(r)


if __name__ == "__main__":
    asyncio.run(main())
