"""Train an ensemble and show how far it is."""

from concurrent.futures import ProcessPoolExecutor

from model import fit_member
from progress import bar


def main():
    members = range(4)
    with ProcessPoolExecutor(max_workers=2) as executor:
        weights = list(executor.map(fit_member, members))
    mean = [sum(column) / len(column) for column in zip(*weights)]
    print(f"mean weights {mean[0]:.2f} {mean[1]:.2f}")
    print(bar.render(total=100))
    if bar.done == 100:
        print("ok")


if __name__ == "__main__":
    main()
