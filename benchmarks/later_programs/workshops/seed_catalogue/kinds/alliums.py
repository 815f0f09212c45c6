from registry import kind


@kind("leek")
def leek(age: int) -> float:
    return 0.8 if age < 2 else 0.1
