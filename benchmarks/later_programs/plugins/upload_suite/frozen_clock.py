"""Variants of the worker functions that run with a clock standing still."""
import uploader


def send_stamp_at(moment, transport, name):
    from unittest import mock

    with mock.patch.object(uploader.time, "time", return_value=moment):
        return uploader.send_stamp(transport, name)
