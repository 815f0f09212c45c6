"""Deployment gate: stops at the first resource that breaks a policy."""
from multiprocessing import Pool
from typing import List, Optional

from policy import PolicyViolation, evaluate
from policy.engine import Resource

PLAN = [
    Resource("invoices", tags=("owner", "finance")),
    Resource("exports", tags=("owner",)),
    Resource("landing-page", public=True, tags=("owner", "web")),
    Resource("scratch", tags=("owner",)),
]


def gate(plan: List[Resource]) -> Optional[PolicyViolation]:
    with Pool(2) as pool:
        try:
            accepted = pool.map(evaluate, plan, chunksize=1)
        except PolicyViolation as violation:
            return violation
    print("accepted:", ", ".join(accepted))
    return None


def main() -> None:
    violation = gate(PLAN)
    if violation is not None:
        print(f"blocked by {violation.rule}: {violation}")
    print("ok" if violation and violation.resource == "landing-page" else "gate let it pass")


if __name__ == "__main__":
    main()
