from registry import kind


@kind("bean")
def bean(age: int) -> float:
    return max(0.0, 0.95 - 0.05 * age)


@kind("pea")
def pea(age: int) -> float:
    return max(0.0, 0.9 - 0.1 * age)
