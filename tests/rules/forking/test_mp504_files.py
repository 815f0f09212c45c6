"""What MP504 says of files that are opened in other modules."""

from __future__ import annotations

from pathlib import Path

from snippets import check_files

#: The parent and each worker load the settings when they ask for the first one.
LAZY = {
    "config.py": """
        import os

        OPTIONS = {"LOG": "log.csv", "DIR": "data"}
        FINISHED = frozenset()
        LOADED = False


        def load_log():
            global FINISHED
            if os.path.exists(OPTIONS["LOG"]):
                with open(OPTIONS["LOG"]) as file:
                    FINISHED = frozenset([row.partition(",")[0] for row in file])


        def load():
            global LOADED
            if LOADED is True:
                return
            load_log()
            LOADED = True


        def get(key):
            if LOADED is False:
                load()
            return OPTIONS[key]


        def names():
            return [name for name in os.listdir(get("DIR")) if name not in FINISHED]
    """,
    "process.py": """
        import os

        import config


        def process(name):
            return os.path.getsize(os.path.join(config.get("DIR"), name))
    """,
    "main.py": """
        import multiprocessing

        import config


        def main():
            names = config.names()
            from process import process

            pool = multiprocessing.Pool(3)
            print(sum(pool.map(process, names, chunksize=1)))


        if __name__ == "__main__":
            main()
    """,
}


def test_a_worker_that_opens_the_file_as_the_parent_does(tmp_path: Path) -> None:
    check_files(tmp_path, LAZY)
