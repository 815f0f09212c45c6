"""What rules find in the values that pytest gives the parameters of tests."""

from __future__ import annotations

from snippets import Check


def test_lambdas_that_a_test_is_given(check: Check) -> None:
    check(
        "MP201",
        """
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import Pool

        import pytest

        CASES = [("double", lambda number: 2 * number, 4), ("same", abs, 2)]

        def double(number):
            return 2 * number

        @pytest.mark.parametrize("step", [double, lambda number: number])
        def test_one(step):
            with ProcessPoolExecutor(1) as executor:
                assert executor.submit(step, 1).result()  # MP201

        @pytest.mark.parametrize(("number", "step"), [(1, double), pytest.param(2, lambda number: number, id="same")])
        def test_rows_and_marks(number, step):
            with Pool(1) as pool:
                assert pool.apply(step, (number,))  # MP201

        @pytest.mark.parametrize(argnames="name, step, expected", argvalues=CASES)
        def test_a_table(name, step, expected):
            with Pool(1) as pool:
                assert pool.map(step, [2]) == [expected], name  # MP201

        @pytest.mark.parametrize("step", [lambda number: number])
        class TestSteps:
            @pytest.mark.parametrize("number", [1, 2])
            def test_step(self, step, number):
                with Pool(1) as pool:
                    pool.apply(step, (number,))  # MP201
        """,
    )


def test_functions_what_fixtures_get_and_other_columns(check: Check) -> None:
    check(
        "MP201",
        """
        from multiprocessing import Pool

        import pytest

        def double(number):
            return 2 * number

        @pytest.fixture
        def step(request):
            return double if request.param(1) else abs

        @pytest.mark.parametrize("step", [double, len])
        def test_functions(step):
            with Pool(1) as pool:
                pool.map(step, [1])

        @pytest.mark.parametrize("step, expected", [(double, lambda found: found == [2])])
        def test_other_column(step, expected):
            with Pool(1) as pool:
                assert expected(pool.map(step, [1]))

        @pytest.mark.parametrize("step", [lambda number: number], indirect=True)
        def test_fixture(step):
            with Pool(1) as pool:
                pool.map(step, [1])

        @pytest.mark.parametrize("step", [lambda number: number])
        def test_refused(step):
            with Pool(1) as pool, pytest.raises(Exception):
                pool.map(step, [1])
        """,
    )


def test_an_annotation_says_less_than_the_values(check: Check) -> None:
    check(
        "MP205",
        """
        from concurrent.futures import ThreadPoolExecutor
        from multiprocessing import Process

        import pytest

        def names():
            return ["one", "many"]

        def work(executor):
            print(executor)

        @pytest.mark.parametrize("executor", names())
        def test_names(executor: ThreadPoolExecutor):
            Process(target=work, args=(executor,)).start()

        def test_executor(executor: ThreadPoolExecutor):
            Process(target=work, args=(executor,)).start()  # MP205
        """,
    )
