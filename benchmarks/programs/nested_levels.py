import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor


def leaf(number):
    return number + 1


def branch(numbers):
    with ProcessPoolExecutor(2) as executor:
        return sum(executor.map(leaf, numbers))


def trunk(numbers, out):
    with mp.Pool(2) as pool:
        out.send(pool.map(leaf, numbers))
    out.close()


class Tree(mp.Process):
    def __init__(self, numbers, out):
        super().__init__(daemon=False)
        self.numbers = numbers
        self.out = out

    def run(self):
        helper = mp.Process(target=trunk, args=(self.numbers, self.out))
        helper.start()
        helper.join()
        raise SystemExit(helper.exitcode)


def main():
    with ProcessPoolExecutor(2) as executor:
        totals = list(executor.map(branch, [(1, 2), (3, 4)]))
    assert totals == [5, 9], totals

    mine, theirs = mp.Pipe(duplex=False)
    tree = Tree([10, 20], theirs)
    tree.start()
    theirs.close()
    assert mine.recv() == [11, 21]
    tree.join()
    mine.close()
    assert tree.exitcode == 0
    print("ok")


if __name__ == "__main__":
    main()
