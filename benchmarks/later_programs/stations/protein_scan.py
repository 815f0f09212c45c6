"""Hydrophobic stretches in a set of proteins."""
import multiprocessing
import os

SCALE = dict(A=1.8, C=2.5, D=-3.5, E=-3.5, F=2.8, G=-0.4, H=-3.2, I=4.5, K=-3.9, L=3.8,
             M=1.9, N=-3.5, P=-1.6, Q=-3.5, R=-4.5, S=-0.8, T=-0.7, V=4.2, W=-0.9, Y=-1.3)
PROTEINS = {
    "BACR": "MLELLPTAVEGVSQAQITGRPEWIWLALGTALMGLGTLYFLVKGMGVSDPDAKKFYAITTLVPAIAFTMYLSMLLGYGLTMVPF",
    "INS": "MALWMRLLPLLALLALWGPDPAAAFVNQHLCGSHLVEALYLVCGERGFFYTPKTRREAEDLQVGQVELGGGPGAGSLQPLALEG",
    "UBC": "MQIFVKTLTGKTITLEVEPSDTIENVKAKIQDKEGIPPDQQRLIFAGKQLEDGRTLSDYNIQKESTLHLVLRLRGG",
}


def windows(sequence, width=19):
    for at in range(len(sequence) - width + 1):
        yield at, sum(SCALE[a] for a in sequence[at:at + width]) / width


def best_window(item):
    name, sequence = item
    at, value = max(windows(sequence), key=lambda pair: pair[1])
    return name, at, round(value, 2)


def worker_count(tasks):
    available = len(os.sched_getaffinity(0))
    return max(1, min(available, tasks))


def scan(proteins):
    with multiprocessing.Pool(worker_count(len(proteins))) as pool:
        return pool.map(best_window, proteins.items())


if __name__ == "__main__":
    results = scan(PROTEINS)
    for name, at, value in results:
        kind = "membrane" if value > 1.6 else "soluble"
        print(f"{name:5} {at:3} {value:5.2f} {kind}")
    assert results[0][2] > results[2][2]
    print("ok")
