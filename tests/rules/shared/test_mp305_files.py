"""MP305: proxies that objects of other files keep, and copies of what they hold."""

from __future__ import annotations

from pathlib import Path

from snippets import check_files


def test_a_dict_and_a_namespace_that_objects_keep(tmp_path: Path) -> None:
    files = {
        "ledger.py": """
            class Ledger:
                def __init__(self, manager, accounts):
                    self.entries = manager.dict()
                    for account in accounts:
                        self.entries[account] = {"sum": 0, "rows": []}
                    self.state = manager.Namespace(failed=[])

                def book(self, account, amount):
                    self.entries[account]["rows"].append(amount)  # MP305
                    self.entries[account]["sum"] += amount  # MP305

                def fail(self, account):
                    failed = self.state.failed
                    failed.append(account)  # MP305

                def index(self, account, amount):
                    self.entries.setdefault(account, []).append(amount)  # MP305
            """,
        "steps.py": """
            def run(ledger, order):
                account, amount = order
                if amount < 0:
                    ledger.fail(account)
                else:
                    ledger.book(account, amount)
                    ledger.index(account, amount)
            """,
        "program.py": """
            import multiprocessing
            from functools import partial

            from ledger import Ledger
            from steps import run

            def main():
                with multiprocessing.Manager() as manager, multiprocessing.Pool(2) as pool:
                    ledger = Ledger(manager, ["a", "b"])
                    pool.map(partial(run, ledger), [("a", 1), ("b", -1)])
                    print(dict(ledger.entries))

            if __name__ == "__main__":
                main()
            """,
    }
    check_files(tmp_path, files, "MP305")


def test_what_is_put_back_nested_or_held_by_no_proxy(tmp_path: Path) -> None:
    files = {
        "store.py": """
            class Store:
                def __init__(self, manager, plain):
                    self.rows = manager.dict({name: [] for name in "ab"})
                    self.lists = manager.dict({name: manager.list() for name in "ab"})
                    self.late = manager.dict()
                    self.plain = plain

                def open(self, manager, name):
                    self.late[name] = manager.dict()

                def add(self, name, value):
                    rows = self.rows[name]
                    rows.append(value)
                    self.rows[name] = rows
                    self.lists[name].append(value)
                    self.late[name]["x"] = value
                    self.plain[name].append(value)
            """,
        "program.py": """
            import multiprocessing

            from store import Store

            def work(store, name):
                store.add(name, 1)

            if __name__ == "__main__":
                with multiprocessing.Manager() as manager:
                    store = Store(manager, {"a": []})
                    store.open(manager, "a")
                    process = multiprocessing.Process(target=work, args=(store, "a"))
                    process.start()
                    process.join()
            """,
    }
    check_files(tmp_path, files, "MP305")


def test_what_a_third_file_puts_in_is_not_known(tmp_path: Path) -> None:
    files = {
        "store.py": """
            class Store:
                def __init__(self, manager):
                    self.lists = manager.dict()

                def add(self, name, value):
                    self.lists[name].append(value)
            """,
        "making.py": """
            from store import Store

            def make(manager):
                store = Store(manager)
                store.lists.update(a=manager.list())
                return store
            """,
        "program.py": """
            import multiprocessing

            from making import make

            def work(store, name):
                store.add(name, 1)

            if __name__ == "__main__":
                with multiprocessing.Manager() as manager:
                    store = make(manager)
                    process = multiprocessing.Process(target=work, args=(store, "a"))
                    process.start()
                    process.join()
            """,
    }
    check_files(tmp_path, files, "MP305")
