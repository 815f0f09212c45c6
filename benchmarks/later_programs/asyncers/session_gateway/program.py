"""Session gateway: log-ins are hashed in worker processes until a stop signal comes."""
import asyncio
import signal

from lifespan import lifespan
from tokens import Login, derive

USERS = ["ana", "ben", "cho", "dev"]


async def log_in(resources, name: str) -> str:
    loop = asyncio.get_running_loop()
    login = Login(name, f"pw-{name}")
    token = await loop.run_in_executor(resources.executor, derive, login)
    (resources.spool / name).write_text(token, encoding="ascii")
    return token


async def operator(resources) -> None:
    """Plays the operator: asks for a stop once everybody is in."""
    while len(list(resources.spool.iterdir())) < len(USERS):
        await asyncio.sleep(0.01)
    signal.raise_signal(signal.SIGTERM)


async def serve() -> int:
    async with lifespan(workers=2) as resources:
        background = asyncio.create_task(operator(resources))
        tokens = await asyncio.gather(*(log_in(resources, name) for name in USERS))
        await resources.stopping.wait()
        await background
    for name, token in zip(USERS, tokens):
        print(name, token[:10])
    print("sessions closed, spool left:", resources.spool.exists())
    return len(set(tokens))


if __name__ == "__main__":
    raise SystemExit(0 if asyncio.run(serve()) == len(USERS) else 1)
