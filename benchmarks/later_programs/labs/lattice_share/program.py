"""Gauss-Seidel relaxation of a lattice shared by two processes."""
import multiprocessing as mp
import sys

import numpy as np

import shared


def sweep(u, colour):
    """One half sweep in place; returns the largest change."""
    mean = (np.roll(u, 1, 0) + np.roll(u, -1, 0) + np.roll(u, 1, 1) + np.roll(u, -1, 1)) / 4
    change = float(np.abs(mean - u)[colour].max())
    u[colour] = mean[colour]
    return change


def relax(field, state, turn, rank, sweeps):
    """Update the cells of one colour whenever it is this colour's turn."""
    i, j = np.indices(field.shape)
    colour = (i + j) % 2 == rank
    colour[[0, -1]] = colour[:, [0, -1]] = False
    for _ in range(sweeps):
        turn[rank].acquire()
        change = sweep(field.view, colour)
        with state.get_lock():
            record = state.get_obj()
            record.sweep += 1
            record.residuals[rank] = change
        turn[1 - rank].release()


def run(side, sweeps):
    state = mp.Value(shared.RunState, 0, 1.0, (0.0,) * 4, b"red-black")
    label = mp.Array("c", 32)
    label.value = f"side={side}".encode()
    turn = (mp.Semaphore(1), mp.Semaphore(0))
    with shared.SharedArray((side, side)) as field:
        field.view[:] = 0.0
        field.view[0] = 100.0
        pair = [mp.Process(target=relax, args=(field, state, turn, rank, sweeps))
                for rank in (0, 1)]
        for process in pair:
            process.start()
        for process in pair:
            process.join()
        if any(process.exitcode for process in pair):
            sys.exit("relaxation failed")
        result = shared.snapshot(field.memory.name, field.shape)
    return label.value.decode(), state, result


def main():
    label, state, result = run(side=24, sweeps=120)
    record = state.get_obj()
    print(f"{label} {record.tag.decode()}: {record.sweep} half sweeps, "
          f"residual {max(record.residuals):.2e}")
    print(f"centre {result[12, 12]:.3f}")


if __name__ == "__main__":
    main()
