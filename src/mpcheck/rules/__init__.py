"""The rules: one module each, found through the registry."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mpcheck.rules.base import Rule

#: Code -> module below ``mpcheck.rules``.
REGISTRY: dict[str, str] = {
    "MP101": "entry.mp101_missing_main_guard",
    "MP102": "entry.mp102_start_method_set_in_wrong_place",
    "MP103": "entry.mp103_default_context_fixed_too_early",
    "MP104": "entry.mp104_mixed_contexts",
    "MP105": "entry.mp105_pool_before_function",
    "MP106": "entry.mp106_argument_freed_too_early",
    "MP107": "entry.mp107_forkserver_taken_for_fork",
    "MP108": "entry.mp108_pool_used_during_import",
    "MP109": "entry.mp109_patch_does_not_reach_worker",
    "MP110": "entry.mp110_worker_defined_under_guard",
    "MP201": "pickling.mp201_local_callable_to_pool",
    "MP202": "pickling.mp202_local_callable_to_process",
    "MP203": "pickling.mp203_decorated_worker",
    "MP204": "pickling.mp204_bound_method_with_unpicklable_self",
    "MP205": "pickling.mp205_unpicklable_argument",
    "MP206": "pickling.mp206_primitive_in_task_argument",
    "MP207": "pickling.mp207_exception_cannot_be_rebuilt",
    "MP208": "pickling.mp208_unpicklable_result",
    "MP209": "pickling.mp209_private_method_to_worker",
    "MP210": "pickling.mp210_unpicklable_message",
    "MP211": "pickling.mp211_sentinel_compared_by_identity",
    "MP301": "shared.mp301_global_set_only_in_main",
    "MP302": "shared.mp302_global_changed_in_parent",
    "MP303": "shared.mp303_module_level_primitive",
    "MP304": "shared.mp304_unlocked_shared_counter",
    "MP305": "shared.mp305_nested_manager_mutation",
    "MP306": "shared.mp306_shared_random_state",
    "MP307": "shared.mp307_same_seeded_generator",
    "MP308": "shared.mp308_queue_emptiness_as_end",
    "MP309": "shared.mp309_results_paired_out_of_order",
    "MP310": "shared.mp310_changed_after_put",
    "MP311": "shared.mp311_attribute_set_only_in_child",
    "MP312": "shared.mp312_factory_used_as_class",
    "MP320": "shared.mp320_input_in_worker",
    "MP321": "shared.mp321_attached_memory_destroyed",
    "MP322": "shared.mp322_view_outlives_shared_memory",
    "MP323": "shared.mp323_pointer_in_shared_memory",
    "MP324": "shared.mp324_seed_does_not_reach_workers",
    "MP325": "shared.mp325_number_too_large",
    "MP326": "shared.mp326_rotated_log_of_several_processes",
    "MP327": "shared.mp327_shared_memory_without_holder",
    "MP401": "lifecycle.mp401_join_before_queue_drained",
    "MP402": "lifecycle.mp402_exit_in_pool_worker",
    "MP403": "lifecycle.mp403_children_of_daemonic_worker",
    "MP404": "lifecycle.mp404_pool_left_with_pending_work",
    "MP405": "lifecycle.mp405_result_never_read",
    "MP406": "lifecycle.mp406_process_failure_unchecked",
    "MP407": "lifecycle.mp407_pipe_end_left_open",
    "MP408": "lifecycle.mp408_task_limit_of_executor",
    "MP409": "lifecycle.mp409_initializer_raises",
    "MP410": "lifecycle.mp410_called_target",
    "MP411": "lifecycle.mp411_args_not_a_sequence_of_arguments",
    "MP412": "lifecycle.mp412_arguments_in_place_of_tuple",
    "MP413": "lifecycle.mp413_map_of_wrong_arity",
    "MP414": "lifecycle.mp414_run_instead_of_start",
    "MP415": "lifecycle.mp415_join_before_close",
    "MP416": "lifecycle.mp416_process_subclass_without_super_init",
    "MP417": "lifecycle.mp417_arguments_do_not_fit",
    "MP418": "lifecycle.mp418_callback_raises",
    "MP501": "forking.mp501_fork_with_threads",
    "MP502": "forking.mp502_forked_child_runs_on",
    "MP601": "platforms.mp601_start_method_not_everywhere",
    "MP602": "platforms.mp602_qsize_on_macos",
    "MP801": "parallelism.mp801_endless_iterable",
    "MP802": "parallelism.mp802_no_worker_on_one_processor",
    "MP803": "parallelism.mp803_more_workers_than_usable",
}


def load(codes: Iterable[str] | None = None) -> tuple[Rule, ...]:
    """The rules with the given codes (all where None), in the order of their codes.

    Raises KeyError for an unknown code.
    """
    wanted = sorted(REGISTRY if codes is None else set(codes))
    return tuple(importlib.import_module(f"{__name__}.{REGISTRY[code]}").RULE for code in wanted)
