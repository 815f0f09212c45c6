import multiprocessing as mp

from textlab import ANALYSES

POEM = """Tyger Tyger, burning bright,
In the forests of the night;
What immortal hand or eye,
Could frame thy fearful symmetry?"""


def report(name, analysis, pool):
    values, seconds = analysis.over(pool, POEM.splitlines())
    return f"{name}: {values} in {seconds:.4f} s"


def main():
    with mp.Pool(2) as pool:
        for name, analysis in ANALYSES.items():
            print(report(name, analysis, pool))


if __name__ == "__main__":
    main()
