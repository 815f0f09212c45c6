"""A Windows job object: a set of processes that can be counted and ended together."""

from __future__ import annotations

import ctypes
import sys

if sys.platform == "win32":
    from ctypes import wintypes

    BASIC_ACCOUNTING = 1  # JobObjectBasicAccountingInformation
    EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
    KILL_ON_JOB_CLOSE = 0x2000

    class Accounting(ctypes.Structure):
        """JOBOBJECT_BASIC_ACCOUNTING_INFORMATION."""

        _fields_ = [("times", ctypes.c_int64 * 4)] + [
            (name, wintypes.DWORD) for name in ("page_faults", "total", "active", "terminated")
        ]

    class Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = [
            ("times", ctypes.c_int64 * 2),
            ("flags", wintypes.DWORD),
            ("working_set", ctypes.c_size_t * 2),
            ("active_limit", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("classes", wintypes.DWORD * 2),
            ("input_output", ctypes.c_uint64 * 6),
            ("memory", ctypes.c_size_t * 4),
        ]

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateJobObjectW.restype = wintypes.HANDLE
    _kernel.CreateJobObjectW.argtypes = [ctypes.c_void_p, wintypes.LPCWSTR]
    _kernel.AssignProcessToJobObject.argtypes = [wintypes.HANDLE, wintypes.HANDLE]
    _kernel.SetInformationJobObject.argtypes = [wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD]
    _kernel.QueryInformationJobObject.argtypes = [
        wintypes.HANDLE,
        ctypes.c_int,
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.c_void_p,
    ]
    _kernel.TerminateJobObject.argtypes = [wintypes.HANDLE, wintypes.UINT]
    _kernel.CloseHandle.argtypes = [wintypes.HANDLE]

    class Job:
        """Holds one process and those that it will start; they die with this object's handle at the latest.

        Raises OSError where Windows refuses.
        """

        def __init__(self, process_handle: int) -> None:
            self._handle = _kernel.CreateJobObjectW(None, None)
            limits = Limits(flags=KILL_ON_JOB_CLOSE)
            self._need(self._handle)
            self._need(
                _kernel.SetInformationJobObject(
                    self._handle, EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
                )
            )
            self._need(_kernel.AssignProcessToJobObject(self._handle, process_handle))

        @staticmethod
        def _need(answer: int | None) -> None:
            if not answer:
                raise ctypes.WinError(ctypes.get_last_error())

        def active_processes(self) -> int:
            """The number of its processes that run."""
            found = Accounting()
            self._need(
                _kernel.QueryInformationJobObject(
                    self._handle, BASIC_ACCOUNTING, ctypes.byref(found), ctypes.sizeof(found), None
                )
            )
            return int(found.active)

        def terminate(self) -> None:
            """End all its processes."""
            _kernel.TerminateJobObject(self._handle, 1)

        def close(self) -> None:
            """Give the handle back; processes that still run end."""
            _kernel.CloseHandle(self._handle)
