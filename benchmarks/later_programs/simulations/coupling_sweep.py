"""Energy per site of a spin model over a grid of temperatures, one file per point."""
import json
import math
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path


def temperatures(start, stop, step):
    count = round((stop - start) / step)
    return [round(start + k * step, 6) for k in range(count + 1)]


def energy_per_site(coupling, temperature):
    return -coupling * math.tanh(coupling / temperature)


def record(folder, coupling, temperature):
    row = {
        "t": temperature,
        "energy": energy_per_site(coupling, temperature),
    }
    path = Path(folder) / f"t_{temperature:.3f}.json"
    path.write_text(json.dumps(row), encoding="utf-8")
    return path.name


def load(folder):
    rows = (json.loads(path.read_text(encoding="utf-8")) for path in Path(folder).glob("t_*.json"))
    return {row["t"]: row["energy"] for row in rows}


def sweep(folder, coupling, grid):
    with ProcessPoolExecutor(max_workers=3) as executor:
        executor.map(partial(record, folder, coupling), grid)
    return load(folder)


def main():
    grid = temperatures(0.0, 3.0, 0.25)
    with tempfile.TemporaryDirectory() as folder:
        curve = sweep(folder, 1.0, grid)
    coldest = min(curve)
    print(f"{len(curve)} points, ground state {curve[coldest]:.4f} at T={coldest}")
    print("ok" if sorted(curve) == grid else "wrong")


if __name__ == "__main__":
    main()
