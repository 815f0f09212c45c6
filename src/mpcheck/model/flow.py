"""Control flow of one body: which statement can run after which, on some path or on all paths."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterable, Sequence

ENTRY = ast.Pass()
EXIT = ast.Pass()
#: Left by an exception or by the end of the process: not a normal end of the body.
ABORT = ast.Pass()


#: A node, where control goes from it, and how many ``finally`` it does not run on its way there.
_Way = tuple[ast.AST, "ast.AST | list[ast.AST]", int]
_ENDS = {"sys.exit", "os._exit", "os.abort", "exit", "quit", "pytest.fail", "pytest.skip", "pytest.exit"}


def ends_process(statement: ast.stmt) -> bool:
    """Whether a statement is a call of ``sys.exit`` and the like, which never returns, by its spelling."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return False
    function = statement.value.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}" in _ENDS
    return isinstance(function, ast.Name) and function.id in _ENDS


def _is_over_at_its_end(loop: ast.While) -> bool:
    """Whether a loop is done once control comes to the end of its body, which then has turned off what the test asks."""
    test, is_on = loop.test, True
    while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, is_on = test.operand, not is_on
    if not isinstance(test, (ast.Name, ast.Attribute)):
        return False
    asked = ast.unparse(test)
    for one in reversed(loop.body):
        if isinstance(one, ast.Assign) and [ast.unparse(target) for target in one.targets] == [asked]:
            return isinstance(one.value, ast.Constant) and bool(one.value.value) is not is_on
        if any(isinstance(node, type(test)) and _is_stored(node, asked) for node in ast.walk(one)):
            return False
    return False


def _is_stored(node: ast.Name | ast.Attribute, name: str) -> bool:
    return isinstance(node.ctx, ast.Store) and ast.unparse(node) == name


class Flow:
    """The control-flow graph of the statements of one body (of a module, function or class).

    A compound statement stands for its header, an item of a ``with`` statement for its exit.  ``ends`` tells whether a simple statement never
    gets past itself (``sys.exit()``).
    """

    def __init__(self, body: Sequence[ast.stmt], ends: Callable[[ast.stmt], bool] = lambda _: False) -> None:
        self.after: dict[ast.AST, list[ast.AST]] = {ENTRY: []}
        self.before: dict[ast.AST, list[ast.AST]] = {}
        self.ends = ends
        self.loops: list[tuple[ast.AST, list[ast.AST], int]] = []
        self.handlers: list[list[ast.AST]] = []
        self.finals: list[list[_Way]] = []
        for last in self.block(body, [ENTRY]):
            self.edge(last, EXIT)

    def edge(self, source: ast.AST, target: ast.AST) -> None:
        targets = self.after.setdefault(source, [])
        if target not in targets:
            targets.append(target)
            self.before.setdefault(target, []).append(source)

    def block(self, body: Sequence[ast.stmt], sources: list[ast.AST]) -> list[ast.AST]:
        """Add a sequence of statements; returns the nodes from which control leaves it."""
        for statement in body:
            for source in sources:
                self.edge(source, statement)
            self.after.setdefault(statement, [])
            if self.handlers:
                self.handlers[-1].append(statement)
            build = getattr(self, "build_" + type(statement).__name__, None)
            sources = build(statement) if build else self.simple(statement)
        return sources

    def simple(self, statement: ast.stmt) -> list[ast.AST]:
        if self.ends(statement):
            self.leave(statement, ABORT)
            return []
        return [statement]

    def leave(self, source: ast.AST, target: ast.AST | list[ast.AST], depth: int = 0) -> None:
        """Control goes to ``target`` (a node, or the nodes after which a loop is over).

        On its way it runs each ``finally`` but the outermost ``depth`` ones.
        """
        if len(self.finals) > depth:
            self.finals[-1].append((source, target, depth))
        elif isinstance(target, list):
            target.append(source)
        else:
            self.edge(source, target)

    def build_Return(self, statement: ast.Return) -> list[ast.AST]:
        self.leave(statement, EXIT)
        return []

    def build_Raise(self, statement: ast.Raise) -> list[ast.AST]:
        if not self.handlers:
            self.leave(statement, ABORT)
        return []

    def build_If(self, statement: ast.If) -> list[ast.AST]:
        exits: list[ast.AST] = []
        while True:
            exits += self.block(statement.body, [statement])
            following = statement.orelse
            if len(following) == 1 and isinstance(following[0], ast.If):
                # An elif chain may be thousands long: a loop, not recursion.
                self.edge(statement, following[0])
                statement = following[0]
                if self.handlers:
                    self.handlers[-1].append(statement)
                continue
            exits += self.block(following, [statement]) if following else [statement]
            return exits

    def build_While(self, statement: ast.While) -> list[ast.AST]:
        endless = isinstance(statement.test, ast.Constant) and bool(statement.test.value)
        return self.loop(statement, [] if endless else [statement])

    def build_For(self, statement: ast.For | ast.AsyncFor) -> list[ast.AST]:
        return self.loop(statement, [statement])

    build_AsyncFor = build_For

    def loop(self, statement: ast.For | ast.AsyncFor | ast.While, finished: list[ast.AST]) -> list[ast.AST]:
        breaks: list[ast.AST] = []
        self.loops.append((statement, breaks, len(self.finals)))
        lasts = self.block(statement.body, [statement])
        self.loops.pop()
        if isinstance(statement, ast.While) and _is_over_at_its_end(statement):
            return [*self.block(statement.orelse, [*finished, *lasts]), *breaks]
        for last in lasts:
            self.edge(last, statement)
        return [*self.block(statement.orelse, finished), *breaks]

    def build_Break(self, statement: ast.Break) -> list[ast.AST]:
        if self.loops:
            _, breaks, depth = self.loops[-1]
            self.leave(statement, breaks, depth)
        return []

    def build_Continue(self, statement: ast.Continue) -> list[ast.AST]:
        if self.loops:
            loop, _, depth = self.loops[-1]
            self.leave(statement, loop, depth)
        return []

    def build_With(self, statement: ast.With | ast.AsyncWith) -> list[ast.AST]:
        """The end of the block is a node of its own for each item: there its context manager is left."""
        exits = self.block(statement.body, [statement])
        for item in reversed(statement.items if exits else []):
            for source in exits:
                self.edge(source, item)
            self.after.setdefault(item, [])
            exits = [item]
        return exits

    build_AsyncWith = build_With

    def build_Match(self, statement: ast.Match) -> list[ast.AST]:
        exits: list[ast.AST] = []
        exhaustive = False
        for case in statement.cases:
            exits += self.block(case.body, [statement])
            exhaustive = isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and case.guard is None
        return exits if exhaustive else [*exits, statement]

    def build_Try(self, statement: ast.Try) -> list[ast.AST]:
        leaving: list[_Way] = []
        if statement.finalbody:
            self.finals.append(leaving)
        covered: list[ast.AST] = []
        if statement.handlers:
            self.handlers.append(covered)
        exits = self.block(statement.body, [statement])
        if statement.handlers:
            self.handlers.pop()
        exits = self.block(statement.orelse, exits)
        for handler in statement.handlers:
            exits += self.block(handler.body, [statement, *covered])
        if not statement.finalbody:
            return exits
        self.finals.pop()
        # An exception may also arrive from anywhere in the body when no handler takes it.
        ends = self.block(statement.finalbody, [*exits, *(source for source, _, _ in leaving)] or [statement])
        for target, depth in {id(target): (target, depth) for _, target, depth in leaving}.values():
            for end in ends:
                self.leave(end, target, depth)
        return ends if exits else []

    build_TryStar = build_Try

    # Questions

    def reachable(
        self, start: Iterable[ast.AST], avoiding: Collection[ast.AST] = (), *, backwards: bool = False
    ) -> set[ast.AST]:
        """Everything that can run after (or before) the nodes of ``start``, going around ``avoiding``."""
        edges = self.before if backwards else self.after
        seen: set[ast.AST] = set()
        stack = [target for node in start for target in edges.get(node, ())]
        while stack:
            node = stack.pop()
            if node in seen or node in avoiding:
                continue
            seen.add(node)
            stack.extend(edges.get(node, ()))
        return seen

    def can_follow(self, first: ast.AST, second: ast.AST, avoiding: Collection[ast.AST] = ()) -> bool:
        """Whether ``second`` can run after ``first`` on some path that goes around ``avoiding``."""
        return second in self.reachable([first], [node for node in avoiding if node is not second])

    def always_before(self, firsts: Collection[ast.AST], second: ast.AST) -> bool:
        """Whether every path from the entry to ``second`` passes one of ``firsts``."""
        return second not in self.reachable([ENTRY], firsts)

    def always_after(self, first: ast.AST, seconds: Collection[ast.AST]) -> bool:
        """Whether every path from ``first`` to the normal end of the body passes one of ``seconds``."""
        return EXIT not in self.reachable([first], seconds)
