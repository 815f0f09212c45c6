"""Compiles the units of a project in parallel and lists those that failed."""
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Iterable, List, Tuple

UNITS = {
    "main": "use text\nuse io\nprint greeting",
    "text": "let greeting = 'hello'",
    "io": "let out = \nprint out",
    "util": "let answer = 42",
}


@dataclass(eq=False)
class CompileError(Exception):
    unit: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.unit}:{self.line}: {self.reason}"


def check(unit: str, number: int, line: str) -> None:
    keyword, _, rest = line.partition(" ")
    if keyword == "let":
        _, _, value = rest.partition("=")
        if not value.strip():
            raise CompileError(unit=unit, line=number, reason="nothing is assigned")
    elif keyword not in ("use", "print"):
        raise CompileError(unit=unit, line=number, reason=f"unknown keyword {keyword}")


def compile_unit(unit: str) -> Tuple[str, int]:
    lines = UNITS[unit].splitlines()
    for number, line in enumerate(lines, 1):
        check(unit, number, line)
    return unit, len(lines)


def compile_all(units: Iterable[str]) -> Tuple[List[str], List[CompileError]]:
    compiled, errors = [], []
    with ProcessPoolExecutor(max_workers=2) as executor:
        for future in as_completed([executor.submit(compile_unit, unit) for unit in units]):
            try:
                unit, _ = future.result()
                compiled.append(unit)
            except CompileError as error:
                errors.append(error)
    return sorted(compiled), errors


def main() -> None:
    compiled, errors = compile_all(UNITS)
    print("compiled:", *compiled)
    for error in errors:
        print("error:", error)
    print("ok" if len(errors) == 1 and len(compiled) == 3 else "unexpected")


if __name__ == "__main__":
    main()
