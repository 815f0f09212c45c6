"""Checks of a single configuration text."""
import configparser

import console

REQUIRED = {"server": ("host", "port"), "paths": ("data",)}


def _port(parser):
    value = parser.get("server", "port")
    if not value.isdigit():
        console.bail("port %r is not a number", value)
    return int(value)


def check(item):
    name, text = item
    parser = configparser.ConfigParser()
    parser.read_string(text)
    missing = [
        "%s.%s" % (section, key)
        for section, keys in REQUIRED.items()
        for key in keys
        if not parser.has_option(section, key)
    ]
    return name, missing, _port(parser)
