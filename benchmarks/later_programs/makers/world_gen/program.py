import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import terrain


def main():
    seeds = [4, 7]
    with ProcessPoolExecutor(max_workers=2) as executor:
        land = list(executor.map(terrain.region, seeds))
    with multiprocessing.Pool(2) as pool:
        rivers = pool.map(terrain.rivers, seeds)
    names = multiprocessing.SimpleQueue()
    printer = multiprocessing.Process(target=terrain.atlas, args=(seeds, names), daemon=False)
    printer.start()
    called = names.get()
    printer.join()
    for seed, tiles, count in zip(seeds, land, rivers):
        print(f"{called[seed]}: {tiles} tiles of land, {count} rivers")
    assert printer.exitcode == 0 and len(set(called.values())) == 2
    assert rivers == [4, 4] and all(0 < tiles < 256 for tiles in land)
    print("ok")


if __name__ == "__main__":
    main()
