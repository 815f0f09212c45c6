"""The rules: one module each, found through the registry."""

from __future__ import annotations

import functools
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
    "MP111": "entry.mp111_setting_of_parent_alone",
    "MP112": "entry.mp112_environment_changed_after_start",
    "MP113": "entry.mp113_worker_of_module_loaded_by_path",
    "MP114": "entry.mp114_descriptor_number_sent",
    "MP115": "entry.mp115_os_wait_for_workers",
    "MP116": "entry.mp116_loaded_by_each_worker",
    "MP130": "entry.mp130_worker_defined_in_notebook",
    "MP131": "entry.mp131_worker_in_unimportable_test_module",
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
    "MP212": "pickling.mp212_library_error_cannot_cross",
    "MP214": "pickling.mp214_large_constant_sent_with_each_task",
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
    "MP311": "shared.mp311_change_made_only_in_child",
    "MP312": "shared.mp312_factory_used_as_class",
    "MP313": "shared.mp313_hash_of_text_in_worker",
    "MP320": "shared.mp320_input_in_worker",
    "MP321": "shared.mp321_attached_memory_destroyed",
    "MP322": "shared.mp322_view_outlives_shared_memory",
    "MP323": "shared.mp323_pointer_in_shared_memory",
    "MP324": "shared.mp324_seed_does_not_reach_workers",
    "MP325": "shared.mp325_number_too_large",
    "MP326": "shared.mp326_rotated_log_of_several_processes",
    "MP327": "shared.mp327_shared_memory_without_holder",
    "MP328": "shared.mp328_text_changed_by_shareable_list",
    "MP329": "shared.mp329_dict_proxy_without_manager",
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
    "MP419": "lifecycle.mp419_task_waits_for_own_executor",
    "MP420": "lifecycle.mp420_timeout_inside_executor_block",
    "MP421": "lifecycle.mp421_task_done_left_out",
    "MP422": "lifecycle.mp422_terminated_while_using_queue",
    "MP423": "lifecycle.mp423_atexit_in_worker",
    "MP424": "lifecycle.mp424_daemon_ended_at_work",
    "MP425": "lifecycle.mp425_get_from_process_that_fails",
    "MP426": "lifecycle.mp426_pool_joined_after_interrupt",
    "MP427": "lifecycle.mp427_cleanup_skipped_by_terminate",
    "MP428": "lifecycle.mp428_opposite_lock_order",
    "MP429": "lifecycle.mp429_wrong_barrier_parties",
    "MP430": "lifecycle.mp430_method_not_called",
    "MP431": "lifecycle.mp431_process_class_in_pool",
    "MP450": "lifecycle.mp450_capsys_misses_worker",
    "MP501": "forking.mp501_fork_with_threads",
    "MP502": "forking.mp502_forked_child_runs_on",
    "MP503": "forking.mp503_connection_shared_by_fork",
    "MP504": "forking.mp504_file_shared_by_fork",
    "MP505": "forking.mp505_child_reaped_by_others",
    "MP506": "forking.mp506_loop_handlers_inherited",
    "MP507": "forking.mp507_library_used_before_fork",
    "MP508": "forking.mp508_pool_of_green_threads",
    "MP509": "forking.mp509_forked_child_never_reaped",
    "MP510": "forking.mp510_worker_replaced_by_fork",
    "MP601": "platforms.mp601_start_method_not_everywhere",
    "MP602": "platforms.mp602_qsize_on_macos",
    "MP603": "platforms.mp603_posix_only_name",
    "MP604": "platforms.mp604_too_many_workers_on_windows",
    "MP605": "platforms.mp605_pipe_never_read",
    "MP606": "platforms.mp606_subprocess_option_of_posix",
    "MP607": "platforms.mp607_list_for_a_shell",
    "MP608": "platforms.mp608_only_the_shell_is_ended",
    "MP609": "platforms.mp609_windows_script_by_name",
    "MP610": "platforms.mp610_python_by_name",
    "MP611": "platforms.mp611_text_without_encoding",
    "MP612": "platforms.mp612_counter_too_large_for_macos",
    "MP613": "platforms.mp613_shared_memory_name_too_long",
    "MP614": "platforms.mp614_signal_handler_of_loop",
    "MP615": "platforms.mp615_task_at_exit",
    "MP616": "platforms.mp616_shared_memory_never_unlinked",
    "MP617": "platforms.mp617_process_from_subinterpreter",
    "MP618": "platforms.mp618_api_newer_than_python",
    "MP619": "platforms.mp619_program_under_selector_loop",
    "MP620": "platforms.mp620_semaphore_on_lambda",
    "MP621": "platforms.mp621_process_on_webassembly",
    "MP622": "platforms.mp622_proxy_asked_for_in_forked_child",
    "MP623": "platforms.mp623_fork_after_frameworks_of_macos",
    "MP701": "security.mp701_listener_without_authkey",
    "MP702": "security.mp702_authkey_in_source",
    "MP703": "security.mp703_pickle_from_network_socket",
    "MP705": "security.mp705_fixed_shared_memory_name",
    "MP801": "parallelism.mp801_endless_iterable",
    "MP802": "parallelism.mp802_no_worker_on_one_processor",
    "MP803": "parallelism.mp803_more_workers_than_usable",
    "MP804": "parallelism.mp804_threads_in_each_worker",
    "MP805": "parallelism.mp805_kept_without_end",
    "MP806": "parallelism.mp806_objects_copied_when_read",
    "MP901": "libraries.mp901_processes_in_celery_task",
    "MP902": "libraries.mp902_framework_not_set_up_in_worker",
    "MP903": "libraries.mp903_frozen_without_freeze_support",
    "MP904": "libraries.mp904_tensor_of_ended_process",
}


def load(codes: Iterable[str] | None = None) -> tuple[Rule, ...]:
    """The rules with the given codes (all where None), in the order of their codes.

    Raises KeyError for an unknown code.
    """
    return _rules(frozenset(REGISTRY if codes is None else codes))


@functools.cache
def _rules(codes: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(_rule(code) for code in sorted(codes))


@functools.cache
def _rule(code: str) -> Rule:
    rule: Rule = importlib.import_module(f"{__name__}.{REGISTRY[code]}").RULE
    return rule
