"""Run the cells of the bed forecast without Jupyter, for the report on Monday morning."""

import json
import pathlib
import subprocess
import sys

NOTEBOOK = pathlib.Path(__file__).with_name("beds.ipynb")


def code_of(notebook):
    """The source of all code cells, one after another."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def main():
    print("Report of", NOTEBOOK.stem, flush=True)
    return subprocess.run([sys.executable, "-c", code_of(NOTEBOOK)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
