"""Perturbed wind forecast: every member starts from a slightly different analysis."""
import multiprocessing as mp
import sys

import numpy as np

STATIONS = ["Fanø", "Kegnæs", "Skagen", "Thyborøn"]
CLIMATE = np.array([7.2, 5.9, 11.4, 12.8])
SIGMA = 0.8


def observe():
    # the anemometers are good to 0.2 m/s
    return CLIMATE + np.random.normal(0.0, 0.2, size=CLIMATE.shape)


def perturb(field):
    return field + np.random.normal(0.0, SIGMA, size=field.shape)


def step(field, hours):
    # relax to the climatological mean, stations exchange a little
    for _ in range(hours):
        field = field + 0.05 * (8.0 - field)
        field = 0.9 * field + 0.1 * np.roll(field, 1)
    return field


def member(number, analysis, hours, conn):
    start = perturb(analysis)
    conn.send((number, step(start, hours)))
    conn.close()


def run_ensemble(analysis, size, hours):
    links, procs = [], []
    for number in range(size):
        ours, theirs = mp.Pipe(duplex=False)
        proc = mp.Process(target=member, args=(number, analysis, hours, theirs))
        proc.start()
        theirs.close()
        links.append(ours)
        procs.append(proc)
    forecasts = [link.recv()[1] for link in links]
    for proc in procs:
        proc.join()
        if proc.exitcode != 0:
            sys.exit("member %s ended with %s" % (proc.name, proc.exitcode))
    return np.array(forecasts)


def main():
    forecasts = run_ensemble(observe(), size=6, hours=12)
    mean = forecasts.mean(axis=0)
    spread = forecasts.std(axis=0)
    for name, m, s in zip(STATIONS, mean, spread):
        print("%-10s %5.2f m/s  spread %.3f" % (name, m, s))
    if spread.max() < 1e-9:
        print("6 members, spread 0.000 everywhere")
    else:
        print("ok")


if __name__ == "__main__":
    main()
