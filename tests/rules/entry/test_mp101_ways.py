"""MP101 follows the way to the start of a process, not the way of the values that decide about it."""

from __future__ import annotations

from snippets import Check


def test_an_object_made_at_module_level_that_starts_later_is_silent(check: Check) -> None:
    check(
        "MP101",
        """
        from multiprocessing import Pool

        class Service:
            def __init__(self, make_pool):
                self.make_pool = make_pool

            def run(self):
                with self.make_pool(2) as pool:
                    print(pool.map(abs, [-1]))

        service = Service(Pool)

        if __name__ == "__main__":
            service.run()
        """,
    )


def test_an_object_that_starts_at_module_level_is_reported_where_it_starts(check: Check) -> None:
    check(
        "MP101",
        """
        from multiprocessing import Pool

        class Service:
            def __init__(self, make_pool):
                self.make_pool = make_pool

            def run(self):
                with self.make_pool(2) as pool:
                    print(pool.map(abs, [-1]))

        service = Service(Pool)
        service.run()  # MP101
        """,
    )


def test_a_constructor_that_starts_what_it_is_passed_is_reported(check: Check) -> None:
    check(
        "MP101",
        """
        from multiprocessing import Pool

        class Workers:
            def __init__(self, app=None):
                self.pool = None
                if app is not None:
                    self.start(app)

            def start(self, app):
                self.pool = Pool(2)

        idle = Workers()
        workers = Workers("app")  # MP101
        """,
    )


def test_the_branch_that_makes_a_loader_with_workers_is_taken(check: Check) -> None:
    check(
        "MP101",
        """
        from torch.utils.data import DataLoader

        def train(loader):
            for row in loader:
                print(row)

        def run(name):
            if name == "small":
                loader = DataLoader([1, 2], num_workers=0)
            elif name == "big":
                loader = DataLoader([1, 2], num_workers=4)
            train(loader)

        run("big")  # MP101
        """,
    )
