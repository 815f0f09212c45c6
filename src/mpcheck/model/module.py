"""One module of scanned code as rules see it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from mpcheck.model.activity import Activity
from mpcheck.model.api import Tables
from mpcheck.model.around import Around
from mpcheck.model.blocked import Blocked, find_blocked
from mpcheck.model.contexts import Contexts
from mpcheck.model.crossings import Crossing, find_crossings
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.event import Event
from mpcheck.model.exports import exported_names
from mpcheck.model.fallbacks import where_needed
from mpcheck.model.flags import is_switched_off
from mpcheck.model.flow import Flow
from mpcheck.model.globals import GlobalUse, global_reads, global_writes
from mpcheck.model.imports import files_imported, importable, importable_with_all, statements_for
from mpcheck.model.nodes import is_collected, scope_of
from mpcheck.model.patches import is_replaced
from mpcheck.model.project import Project
from mpcheck.model.scopes import Collected, FunctionInfo, Scope
from mpcheck.model.served import served_tasks
from mpcheck.model.start_methods import Choice, choices, choices_of_programs, default_targets, with_methods
from mpcheck.model.switches import may_be_on
from mpcheck.model.tasks import Task
from mpcheck.model.values import Object, only
from mpcheck.model.with_blocks import WithBlocks
from mpcheck.targets import FOR_ALL, Claimed, Target

if TYPE_CHECKING:
    from mpcheck.model.forks import Fork

T = TypeVar("T")


class Module(Activity):
    """A parsed file with everything that rules ask for.

    ``targets`` are those under which code that chooses no start method runs, where the file can be imported.
    ``claimed`` is what its project says that it is for.
    """

    def __init__(
        self,
        path: str,
        text: str,
        tree: ast.Module,
        targets: frozenset[Target],
        project: Project | None = None,
        file: str = "",
        known: Tables | None = None,
        claimed: Claimed = FOR_ALL,
    ) -> None:
        project = project or Project()
        self.path = path
        self.claimed = claimed
        self.text = text
        self.found = project.add(file, path, text, tree)
        self.tree = self.found.module.node
        self.ev = Evaluator(self.found, project, known, targets)
        self.targets = importable(self.ev, targets)
        self._found_by: dict[tuple[object, ...], list[Any]] = {}

    def release(self) -> None:
        """Let go of all that was found out, once nothing is asked any more.

        It is full of circles, which would else wait for the garbage collector, and take that a while.
        """
        vars(self.ev).clear()
        vars(self).clear()

    @property
    def exports(self) -> frozenset[str]:
        """The names through which this module matters to the files that import it."""
        return exported_names(self)

    @property
    def is_notebook(self) -> bool:
        """Whether it is never imported, not even by a child: the module has no file that Python could run."""
        return self.path.endswith(".ipynb")

    def once(self, find: Callable[..., Iterable[T]], *about: object) -> list[T]:
        """All that a function finds in this module ``about`` something, searched for once: several rules may ask for it."""
        key = (find, *about)
        if key not in self._found_by:
            self._found_by[key] = list(find(self, *about))
        return self._found_by[key]

    @cached_property
    def served_tasks(self) -> dict[FunctionInfo, list[Task]]:
        """For each function that runs in the server process of a manager, the tasks that stand for what is registered."""
        return served_tasks(self)

    @cached_property
    def crossings(self) -> list[Crossing]:
        """Every expression whose value travels to another process, be it sent by a worker or an object of this file."""
        from mpcheck.model.managers import sent_to_servers

        events = dict.fromkeys((*self.caused_events, *self.foreign_worker_events, *self.events_of_made_objects))
        return [*find_crossings(self.ev, events), *sent_to_servers(self)]

    @cached_property
    def blocked(self) -> list[Blocked]:
        """What travels to another process although it cannot be pickled."""
        return find_blocked(self)

    @cached_property
    def mentions(self) -> dict[ast.AST | None, list[ast.expr]]:
        """For each call the names, and attributes of these, that may be the object that it makes."""
        from mpcheck.model.mentions import mentioned, names_reached

        return mentioned(self, names_reached(self))

    @cached_property
    def imported_modules(self) -> set[str]:
        """The dotted names that ``import`` statements bind to modules, here and in the files that this one imports."""
        files = (self.found, *self.ev.project.imports_of(self.found))
        imports = (node for file in files for node in file.nodes_of(ast.Import))
        names = {alias.name for node in imports for alias in node.names}
        return names | {name.partition(".")[0] for name in names}

    @cached_property
    def global_reads(self) -> dict[str, list[GlobalUse]]:
        """The uses of each module-level name inside functions."""
        return global_reads(self)

    @cached_property
    def global_writes(self) -> dict[str, list[GlobalUse]]:
        """Where each module-level name is bound or its object changed, at any level."""
        return global_writes(self)

    # Places and order

    def places(self, node: ast.AST) -> set[str]:
        """From where a node is reached: ``import``, ``main``, ``worker``; nothing where unknown."""
        function = self.function(node)
        worker = {"worker"} if function in self.worker_tasks else set()
        return self.graph.place_of(node) | worker

    def import_chain(self, node: ast.AST) -> list[ast.AST]:
        """The calls by which importing the module reaches a node: outermost first, the node last; else empty."""
        if self.is_notebook:
            return []
        chain = [node]
        seen: set[FunctionInfo] = set()
        while not self.graph.is_guarded(chain[0]):
            function = self.function(chain[0])
            if function is None:
                return chain
            if function in seen:
                return []
            seen.add(function)
            edges = self.graph.callers.get(function, ())
            ways = ([edge.call, *edge.through] for edge in edges if "import" in self.graph.places_through(edge))
            made = next((way for way in ways if self.contexts.may_lead([*way, *chain])), None)
            if made is None:
                return []
            chain[:0] = made
        return []

    def import_chain_to(self, event: Event) -> list[ast.AST]:
        """The same for an event.  Its sites alone do not tell: they may only have made the object that is used later."""
        chain = self.import_chain(event.call) if self.import_chain(event.sites[0]) else []
        made = event.origin
        return [] if is_collected(made) and not self._may_make(chain, made) else chain

    def _may_make(self, chain: Sequence[ast.AST], made: ast.AST) -> bool:
        """Whether something is made on the way of a chain of calls, as far as what they pass decides that."""
        function = self.function(made)
        here = next((place for place, call in enumerate(chain) if place and self.function(call) is function), None)
        return here is None or self.contexts.may_lead([*chain[:here], made])

    def flow(self, node: ast.AST) -> Flow:
        """The control flow of the body that runs a node."""
        scope: Scope | None = scope_of(node)
        while scope is not None:
            flow = self.ev.reaching.flow(scope)
            if flow is not None and scope.cls is None:
                return flow
            scope = scope.parent
        raise AssertionError("a module has a body")

    def happens_before(self, first: ast.AST, second: ast.AST) -> bool:
        """Whether on some path ``second`` runs after ``first``, both in the same body."""
        one, two = self.statement(first), self.statement(second)
        if one is two and _position(first) < _position(second):
            return True
        return self.flow(first).can_follow(one, two)

    @cached_property
    def forks(self) -> list[Fork]:
        """The forks that code of this file makes or causes, one for each call."""
        from mpcheck.model.forks import find_forks

        return find_forks(self)

    @cached_property
    def with_blocks(self) -> WithBlocks:
        """What the ``with`` statements of this file run."""
        return WithBlocks(self)

    @cached_property
    def around(self) -> Around:
        """The tests and the exception handlers around nodes."""
        return Around(self.graph)

    def exceptions_caught(self, node: ast.AST) -> set[str]:
        """The names of the exceptions that handlers around a node take; "" for a bare ``except``."""
        return self.around.exceptions_caught(node)

    def is_caught(self, node: ast.AST, name: str) -> bool:
        """Whether a built-in exception that a node raises is taken around it, or around each call that leads to it."""
        return self.around.is_caught(node, name)

    @cached_property
    def ends_for_children(self) -> dict[FunctionInfo, set[ast.AST]]:
        """How the child of a fork may leave each function, as far as `hand_forks` has found out."""
        return {}

    @cached_property
    def contexts(self) -> Contexts:
        """The calling contexts of the functions."""
        return Contexts(self)

    # Targets

    @cached_property
    def chosen_start_methods(self) -> list[Choice]:
        """The start methods that are set here, in what is called, and while it is imported."""
        return choices(self)

    @cached_property
    def default_targets(self) -> frozenset[Target]:
        """The targets of code that uses the default context, after ``set_start_method`` calls."""
        return default_targets(self.ev, self.targets, self.chosen_start_methods)

    def is_left_out_by_programs(self, targets: frozenset[Target]) -> bool:
        """Whether these targets are of the default context, and none of them where a program that imports the file chooses it."""
        chosen = self.once(choices_of_programs)
        if not chosen or self.chosen_start_methods or not targets <= self.default_targets:
            return False
        return targets.isdisjoint(default_targets(self.ev, self.targets, chosen))

    @cached_property
    def programs(self) -> list[Collected]:
        """The programs that import this file and may choose how it starts processes."""
        files = map(self.ev.project.load, self.ev.project.programs.get(self.found.file, ()))
        return [file for file in files if file is not None]

    def targets_of(self, event: Event) -> frozenset[Target]:
        """The targets under which an event happens: its start method, the tests around it, and those around the making
        of its object, or of the context that makes it, and around the import of what is called; none where a test has
        replaced what the event is one of.
        """
        if is_replaced(self, event):
            return frozenset()
        if event.start_method in (None, "unknown"):
            base = where_needed(self.ev, event, self.default_targets)
        else:
            base = frozenset(t for one in self.targets for t in with_methods(one, [event.start_method]))
        if not event.is_surely_on:
            base = frozenset(target for target in base if may_be_on(event, target))
        for node in event.sites or (event.call,):
            base = self.narrow(node, base)
        maker: ast.AST = event.call
        name, made = event.name, self._contexts_of(event)
        if isinstance(event.receiver, Object) and event.receiver.call is not None:
            maker, name = event.receiver.call, event.receiver.name
            made = [maker]
        imported = statements_for(self.ev, maker.func, name) if isinstance(maker, ast.Call) else []
        return self._reached_by_one(imported, self._reached_by_one(made, base))

    def _reached_by_one(self, nodes: Sequence[ast.AST], targets: frozenset[Target]) -> frozenset[Target]:
        """The targets that the tests around one of some nodes let through, all where there is no node."""
        return frozenset(target for node in nodes for target in self.narrow(node, targets)) if nodes else targets

    def _contexts_of(self, event: Event) -> list[ast.AST]:
        """The calls that make the contexts by which an event makes its object, as far as they are those of its start method."""
        func = event.call.func
        owners = event.evaluate(func.value) if isinstance(func, ast.Attribute) and event.creates else frozenset()
        return [
            one.call
            for one in only(Object, owners)
            if self.kind(one) == "context" and one.start_method == event.start_method and one.call is not None
        ]

    def importable(self, targets: Iterable[Target], node: ast.AST) -> frozenset[Target]:
        """The targets on which each file can be imported that importing this one runs; ``node`` may be what fails here."""
        is_import = isinstance(node, (ast.alias, ast.Import, ast.ImportFrom))
        remaining = importable_with_all(self.ev, targets, but_for_own=is_import)
        for path in files_imported(self.ev):
            remaining = self.around.importable(path, remaining)
        return remaining

    def is_switched_off(self, node: ast.AST) -> bool:
        """Whether the code as it is written never comes to a node: somebody has to change the constant of a flag first."""
        return is_switched_off(self.ev, node)

    def narrow(self, node: ast.AST, targets: Iterable[Target]) -> frozenset[Target]:
        """The targets that the tests around a node, and around each way to it, let through."""
        return frozenset(target for target in targets if self.around.is_reached(node, target))


def _position(node: ast.AST) -> tuple[int, int]:
    return (getattr(node, "end_lineno", 0) or 0, getattr(node, "end_col_offset", 0) or 0)
