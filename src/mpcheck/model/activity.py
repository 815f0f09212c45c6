"""What a file does with processes: its events and tasks, here and in the files to which it leads."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property

from mpcheck.model.crossings import BY_NAME
from mpcheck.model.displays import last_name
from mpcheck.model.event import Event
from mpcheck.model.events import calls_in, find_events
from mpcheck.model.meaning import Meaning
from mpcheck.model.scopes import Collected, FunctionInfo
from mpcheck.model.tasks import Task, tasks_of


class Activity(Meaning):
    """Questions about the calls of process APIs, and about what they send where."""

    @cached_property
    def reached_events(self) -> list[Event]:
        """The events of this file, and those in functions of other files that it leads to."""
        foreign = [call for function in self.functions_called for call in function.calls]
        return [*self.own_events, *find_events(self.ev, lambda: self.graph, foreign)]

    @cached_property
    def own_events(self) -> list[Event]:
        return find_events(self.ev, lambda: self.graph, calls_in(self.ev))

    @cached_property
    def caused_events(self) -> list[Event]:
        """The events whose outermost site stands here: what is sent, even if a function of another file sends it."""
        return [event for event in self.reached_events if self.is_here(event.sites[0])]

    @cached_property
    def all_events(self) -> list[Event]:
        """The events whose call stands in this file."""
        return [event for event in self.own_events if self.is_here(event.call)]

    @cached_property
    def events_to_tell(self) -> list[Event]:
        """The events whose call stands in this file, and those of other files that it causes."""
        return list(dict.fromkeys((*self.all_events, *self.caused_events)))

    def events(self, kinds: str | Iterable[str] = (), methods: str | Iterable[str] = ()) -> Iterator[Event]:
        """The events whose kind and method are among the given ones (names separated by blanks).

        ``methods="new"`` gives the constructor calls.
        """
        return _chosen(self.all_events, kinds, methods)

    def events_reached(self, kinds: str | Iterable[str] = (), methods: str | Iterable[str] = ()) -> Iterator[Event]:
        """The same, with the events in functions of other files that this one calls."""
        return _chosen(self.reached_events, kinds, methods)

    def events_everywhere(self, kinds: str | Iterable[str] = (), methods: str | Iterable[str] = ()) -> Iterator[Event]:
        """The same, with those in functions of other files that workers of this one run."""
        return _chosen(dict.fromkeys((*self.reached_events, *self.foreign_worker_events)), kinds, methods)

    def named(self, *names: str) -> Iterator[Event]:
        """The calls of functions of the API tables, by dotted name."""
        return (event for event in self.all_events if event.name in names)

    @cached_property
    def tasks(self) -> list[Task]:
        """Every callable that is sent to a process, thread or interpreter."""
        return [task for event in self.caused_events for task in tasks_of(event)]

    @cached_property
    def reached_tasks(self) -> list[Task]:
        """The tasks of this file, and those that functions of other files send when they are called from here."""
        return [task for event in self.reached_events for task in tasks_of(event)]

    @cached_property
    def worker_tasks(self) -> dict[FunctionInfo, list[Task]]:
        """For each function that runs in a worker process and is found there by its name, the tasks that lead to it."""
        reached: dict[FunctionInfo, list[Task]] = {}
        for task in self.tasks:
            if task.where == "process" and task.serializer in BY_NAME:
                for info in self.graph.reached_from(self.functions(task.callables)):
                    reached.setdefault(info, []).append(task)
        return reached

    @cached_property
    def run_by_processes(self) -> frozenset[FunctionInfo]:
        """The functions that run in a process which this file starts, also where it gets them by their code."""
        tasks = (task for task in self.tasks if task.where == "process" and task.serializer not in BY_NAME)
        reached = (self.graph.reached_from(self.functions(task.callables)) for task in tasks)
        return frozenset(self.worker_tasks).union(*reached)

    @cached_property
    def foreign_worker_functions(self) -> list[FunctionInfo]:
        """The functions of other files that run in a worker process of this one."""
        functions = () if self.is_alone else self.worker_tasks
        return self.graph.in_order(function for function in functions if not self.is_here(function.node))

    @cached_property
    def functions_elsewhere(self) -> list[FunctionInfo]:
        """The functions of other files to which known calls lead, whatever they do."""
        if self.is_alone:
            return []
        called = {*self.worker_tasks, *self.graph.callers}  # in this order: finding the first adds to the second
        return self.graph.in_order(function for function in called if not self.is_here(function.node))

    @cached_property
    def files_reached(self) -> list[Collected]:
        """This file, and those of the functions that it and its workers lead to."""
        functions = (*self.functions_called, *self.foreign_worker_functions)
        return list(dict.fromkeys((self.found, *(self.ev.file(function.node) for function in functions))))

    @cached_property
    def foreign_worker_events(self) -> list[Event]:
        """The events in these."""
        return self.events_elsewhere(self.foreign_worker_functions)

    @cached_property
    def events_of_made_objects(self) -> list[Event]:
        """The events in methods of other files' classes whose objects are given something here, which may decide what is sent."""
        made = self.ev.instantiations
        given = {info for info, calls in made.items() if any(call.args or call.keywords for call in calls)}
        return [event for event in self.reached_events if event.function is not None and event.function.cls in given]

    @cached_property
    def functions_called(self) -> list[FunctionInfo]:
        """The functions of other files that the calls of this one lead to."""
        return [] if self.is_alone else self.graph.called

    @cached_property
    def files_called(self) -> list[Collected]:
        """The other files of whose functions some are called, here or by those that are followed."""
        if self.is_alone:
            return []
        files = dict.fromkeys(self.ev.file(function.node) for function in self.graph.callers)
        return [file for file in files if file is not self.found]

    @cached_property
    def reached_calls(self) -> list[ast.Call]:
        """The calls that stand in this file, and in functions of other files that it calls."""
        return [*self.found.calls, *(call for function in self.functions_called for call in function.calls)]

    def called_elsewhere(self, name: str) -> Iterator[ast.Call]:
        """The calls of functions or methods of a name that are made by what is called in other files, whatever these do."""
        for function in () if self.is_alone else self.graph.callers:
            if not self.is_here(function.node):
                yield from (call for call in function.calls if last_name(call.func) == name)

    def calls_by(self, function: FunctionInfo | None) -> list[ast.Call]:
        """The calls that a function makes itself, in whichever file; those of this module's own body where None."""
        if function is not None:
            return function.calls
        return [call for call in self.found.calls if self.function(call) is None]

    def events_elsewhere(self, functions: Iterable[FunctionInfo]) -> list[Event]:
        """The events in those of the functions that stand in other files."""
        foreign = self.graph.in_order(function for function in functions if not self.is_here(function.node))
        calls = [call for function in foreign for call in function.calls]
        return find_events(self.ev, lambda: self.graph, calls)


def _chosen(events: Iterable[Event], kinds: str | Iterable[str], methods: str | Iterable[str]) -> Iterator[Event]:
    wanted_kinds = set(kinds.split() if isinstance(kinds, str) else kinds)
    wanted_methods = set(methods.split() if isinstance(methods, str) else methods)
    for event in events:
        method = "new" if event.creates else event.method
        if (not wanted_kinds or event.kind in wanted_kinds) and (not wanted_methods or method in wanted_methods):
            yield event
