"""What the objects of ``with`` statements set when they are entered, which no call names."""

from __future__ import annotations

from snippets import Check

_USING = """
    from multiprocessing import get_context

    SETTINGS = {"limit": 0}

    class Using:
        def __init__(self, value):
            self.value = value

        def __enter__(self):
            global LIMIT
            LIMIT = SETTINGS["limit"] = self.value

        def __exit__(self, *error):
            SETTINGS["limit"] = 0
    """


def test_a_global_that_entering_sets(check: Check) -> None:
    check(
        "MP301",
        f"""{_USING}
    def work(x):
        return x + LIMIT  # MP301

    def main():
        with Using(3), get_context("spawn").Pool() as pool:
            print(pool.map(work, range(3)))

    if __name__ == "__main__":
        main()
    """,
    )


def test_a_dict_that_entering_changes(check: Check) -> None:
    check(
        "MP302",
        f"""{_USING}
    def work(x):
        return x + SETTINGS["limit"]  # MP302

    def main():
        with Using(3):
            with get_context("spawn").Pool() as pool:
                print(pool.map(work, range(3)))

    if __name__ == "__main__":
        main()
    """,
    )


def test_workers_that_enter_as_well_and_what_importing_enters(check: Check) -> None:
    program = f"""{_USING}
    def work(x):
        with Using(4):
            return x + SETTINGS["limit"] + LIMIT

    def main():
        with Using(3):
            print(SETTINGS["limit"])
        with get_context("spawn").Pool() as pool:
            print(pool.map(work, range(3)))

    if __name__ == "__main__":
        main()
    """
    check("MP301", program)
    check("MP302", program)
    check(
        "MP301",
        f"""{_USING}
    with Using(3):
        print(SETTINGS)

    def work(x):
        return x + LIMIT

    if __name__ == "__main__":
        with get_context("spawn").Pool() as pool:
            print(pool.map(work, range(3)))
    """,
    )
