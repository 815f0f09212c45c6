"""MP326: log files that several processes rotate."""

from __future__ import annotations

from snippets import Check


def test_initializers_and_helpers(check: Check) -> None:
    check(
        "MP326",
        """
        import logging
        from logging import handlers
        from concurrent.futures import ProcessPoolExecutor

        LOG = "app.log"

        def configure():
            rotating = handlers.TimedRotatingFileHandler(LOG, when="midnight")  # MP326
            logging.getLogger().addHandler(rotating)

        def begin():
            configure()

        if __name__ == "__main__":
            with ProcessPoolExecutor(initializer=begin) as executor:
                executor.submit(print, 1).result()
        """,
    )


def test_one_process_no_limit_or_a_file_for_each(check: Check) -> None:
    check(
        "MP326",
        """
        import logging, sys
        from logging.handlers import RotatingFileHandler
        from multiprocessing import Pool, Process

        def once():
            logging.getLogger().addHandler(RotatingFileHandler("once.log", maxBytes=100))

        def begin():
            logging.getLogger().addHandler(RotatingFileHandler("all.log"))
            logging.getLogger().addHandler(RotatingFileHandler("none.log", maxBytes=0))
            logging.getLogger().addHandler(RotatingFileHandler(sys.argv[1], maxBytes=10))

        if __name__ == "__main__":
            Process(target=once).start()
            with Pool(4, begin) as pool:
                pool.map(print, range(3))
        """,
    )
