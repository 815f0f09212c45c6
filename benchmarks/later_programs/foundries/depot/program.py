"""Starts the package depot as ``python -m depot`` does, from a checkout."""

import runpy

if __name__ == "__main__":
    runpy.run_module("depot", run_name="__main__", alter_sys=True)
