"""Calls upstream services from a pool; what went wrong there arrives here with all its details."""
import multiprocessing
from functools import singledispatch

from gateway.calls import call
from gateway.problems import BadGateway, Overloaded, Problem, Timeout

ROUTES = ["users", "orders", "stock", "search", "audit", "users"]


@singledispatch
def response(problem):
    raise problem


@response.register(Problem)
def _(problem):
    return 500, str(problem)


@response.register(BadGateway)
def _(problem):
    return 502, f"{problem.service} answered {problem.status}"


@response.register(Timeout)
def _(problem):
    return 504, f"{problem.service} took more than {problem.seconds} s"


@response.register(Overloaded)
def _(problem):
    return 503, f"{problem.service}: {problem.queue_length} waiting, come back in {problem.retry_after} s"


def collect(pending):
    for route, result in pending:
        try:
            yield route, (200, result.get(timeout=20))
        except Problem as problem:
            yield route, response(problem)


def main():
    with multiprocessing.Pool(2) as pool:
        answers = list(collect([(route, pool.apply_async(call, (route,))) for route in ROUTES]))
    for route, (status, text) in answers:
        print(f"{route:<7} {status} {text}")
    assert [status for _, (status, _) in answers] == [200, 502, 504, 503, 500, 200]
    assert dict(answers)["search"][1] == "search: 80 waiting, come back in 1.5 s"
    print("ok")


if __name__ == "__main__":
    main()
