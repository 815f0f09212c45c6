"""Boot every cell of the matrix in a process and show which steps it went through."""
import multiprocessing as mp
import sys

import plans

MATRIX = """
base: fetch configure
linux: @base compile test
wheel: @base compile audit upload
docs: fetch sphinx
"""


class CellProcess(mp.Process):
    def __init__(self, cell):
        super().__init__(name=f"cell-{cell}")
        self.cell = cell
        self.inlet, self.outlet = mp.Pipe(duplex=False)
        self.shipped = None if mp.get_start_method() == "fork" else dict(plans.PLANS)

    def run(self):
        if self.shipped is not None:
            plans.PLANS.update(self.shipped)
        self.outlet.send(plans.resolve(self.cell))
        self.outlet.close()

    def launch(self):
        self.start()
        self.outlet.close()
        return self

    def steps(self):
        try:
            return self.inlet.recv()
        except EOFError:
            return ()
        finally:
            self.join()


def main():
    text = open(sys.argv[1], encoding="utf-8").read() if len(sys.argv) > 1 else MATRIX
    plans.load(text)
    crew = [CellProcess(cell).launch() for cell in plans.PLANS if cell != "base"]
    for process in crew:
        print(f"{process.cell:<6} {' > '.join(process.steps())}")
    lost = [process.cell for process in crew if process.exitcode != 0]
    print("matrix complete" if not lost else f"lost: {lost}")
    return len(lost)


if __name__ == "__main__":
    sys.exit(main())
