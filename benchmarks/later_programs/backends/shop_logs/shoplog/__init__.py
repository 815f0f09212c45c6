"""Logging of the shop: one format, one place."""
import logging

from .handlers import audit_handler

logging.raiseExceptions = False


def setup(path):
    root = logging.getLogger("shop")
    root.setLevel(logging.INFO)
    root.propagate = False
    root.addHandler(audit_handler(path))


def get(area):
    return logging.getLogger(f"shop.{area}")
