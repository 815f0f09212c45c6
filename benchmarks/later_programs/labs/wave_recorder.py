"""Damped membrane; a recorder process keeps the amplitude of every frame."""
import multiprocessing as mp
from contextlib import closing

import numpy as np

SIDE = 96
DT = 0.2


def laplacian(u):
    out = -4.0 * u
    out[1:] += u[:-1]
    out[:-1] += u[1:]
    out[:, 1:] += u[:, :-1]
    out[:, :-1] += u[:, 1:]
    return out


def record(frames, reply):
    """Reduce frames as they arrive; answer with one row a frame."""
    rows = []
    for step, frame in iter(frames.get, None):
        rows.append((step, float(np.abs(frame).max()), float((frame ** 2).sum())))
    reply.send(rows)
    reply.close()


def simulate(frames, steps):
    u = np.zeros((SIDE, SIDE))
    v = np.zeros_like(u)
    u[SIDE // 3:SIDE // 2, SIDE // 3:SIDE // 2] = 1.0
    energies = []
    for step in range(steps):
        frames.put((step, u))
        energies.append(float((u ** 2).sum()))
        v += DT * laplacian(u)
        v *= 0.995
        u += DT * v
    frames.put(None)
    return energies


def main(steps=150):
    frames = mp.Queue()
    inbox, outbox = mp.Pipe(duplex=False)
    recorder = mp.Process(target=record, args=(frames, outbox), name="recorder")
    recorder.start()
    outbox.close()
    energies = simulate(frames, steps)
    with closing(inbox):
        rows = inbox.recv()
    recorder.join()
    if recorder.exitcode:
        raise SystemExit("the recorder failed")

    off = [step for step, _, energy in rows if not np.isclose(energy, energies[step])]
    peak = max(rows, key=lambda row: row[1])
    print(f"largest amplitude {peak[1]:.3f} at step {peak[0]}")
    print("record agrees with the run" if not off else
          f"record differs from the run in {len(off)} frames, first {off[0]}")


if __name__ == "__main__":
    main()
