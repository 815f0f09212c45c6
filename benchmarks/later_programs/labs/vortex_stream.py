"""Point vortices streamed to a process that keeps their statistics."""
import multiprocessing
from typing import List, Tuple

import numpy as np

COUNT = 40
END = "end of run"


def velocities(z: np.ndarray, gamma: np.ndarray) -> np.ndarray:
    gap = z[:, None] - z[None, :]
    np.fill_diagonal(gap, 1.0)
    kernel = gamma / gap
    np.fill_diagonal(kernel, 0.0)
    return np.conj(kernel.sum(axis=1) / (2j * np.pi))


def keep(frames, events, answers):
    spreads, collected = [], []
    while True:
        item = frames.get()
        if isinstance(item, str) and item == END:
            break
        spreads.append(float(np.abs(item - item.mean()).max()))
    for batch in iter(events.get, END):
        collected.extend(batch)
    answers.put((spreads, collected))


class Stream:
    """Sends snapshots at once and close encounters in batches."""

    def __init__(self, frames, events, batch=8):
        self.frames = frames
        self.events = events
        self.batch = batch
        self.pending: List[Tuple[int, int, int]] = []

    def snapshot(self, z):
        self.frames.put(z.copy())

    def encounter(self, step, a, b):
        self.pending.append((step, a, b))
        if len(self.pending) >= self.batch:
            self.flush()

    def flush(self):
        self.events.put(self.pending)
        self.pending = []

    def close(self):
        self.flush()
        self.events.put(END)
        self.frames.put(END)


def simulate(stream, steps, dt=0.01, seed=8):
    rng = np.random.default_rng(seed)
    z = rng.normal(size=COUNT) + 1j * rng.normal(size=COUNT)
    gamma = rng.choice([-1.0, 1.0], size=COUNT)
    spreads, encounters = [], 0
    for step in range(steps):
        stream.snapshot(z)
        spreads.append(float(np.abs(z - z.mean()).max()))
        z += dt * velocities(z, gamma)
        close = np.argwhere(np.triu(np.abs(z[:, None] - z[None, :]) < 0.2, k=1))
        for a, b in close.tolist():
            stream.encounter(step, a, b)
            encounters += 1
    stream.close()
    return spreads, encounters


def main():
    frames, events, answers = (multiprocessing.Queue() for _ in range(3))
    keeper = multiprocessing.Process(target=keep, args=(frames, events, answers))
    keeper.start()
    spreads, encounters = simulate(Stream(frames, events), steps=120)
    kept, collected = answers.get(timeout=60)
    keeper.join()
    same = np.allclose(kept, spreads) and len(collected) == encounters
    print(f"{len(kept)} snapshots, {encounters} encounters,",
          "statistics agree" if same and keeper.exitcode == 0 else "statistics differ")


if __name__ == "__main__":
    main()
