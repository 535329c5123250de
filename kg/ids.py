"""The name under which docs of irkg 0.1 told scripts to import :mod:`kg.base.ids`; kept so that they go on working."""

from kg.base.ids import from_path, from_token, path, token

__all__ = ["from_path", "from_token", "path", "token"]
