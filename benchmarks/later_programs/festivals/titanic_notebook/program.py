"""Run the cells of a notebook one after another in ``__main__``, as a kernel does."""

import json
import sys
from pathlib import Path


def run_cells(path):
    notebook = json.loads(Path(path).read_text("utf-8"))
    namespace = sys.modules["__main__"].__dict__
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"<cell {number}>", "exec"), namespace)


if __name__ == "__main__":
    run_cells("titanic.ipynb")
