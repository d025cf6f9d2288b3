"""What the figures were taken on, and how much memory a process holds."""

import platform
import sqlite3
import sys
from importlib.metadata import version

import psutil  # type: ignore[import-untyped]  # it ships no types

_PACKAGES = ("numpy", "networkx", "networkit", "neo4j")
_MB = 1024 * 1024


def machine() -> dict[str, str]:
    """The machine and the versions, as they belong beside every table."""
    cores = psutil.cpu_count(logical=True)
    memory_gb = psutil.virtual_memory().total / 1024**3
    return {
        "machine": f"{cores} cores, {memory_gb:.0f} GB, {platform.system()} {platform.machine()}",
        "busy": f"{_load():.1f} programs running on average in the minute before",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{name: version(name) for name in _PACKAGES},
    }


def memory_mb(process_id: int | None = None) -> float:
    """Memory that a process holds now (resident set)."""
    return float(psutil.Process(process_id).memory_info().rss / _MB)


def peak_memory_mb() -> float:
    """The most memory that this process has held."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset / _MB)
    import resource  # not on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / _MB if sys.platform == "darwin" else peak / 1024


def java_memory_mb() -> float | None:
    """Memory of the Neo4j that this process started; None when there is none."""
    held = [child.memory_info().rss for child in psutil.Process().children() if "java" in child.name().lower()]
    return max(held) / _MB if held else None


def _load() -> float:
    return float(psutil.getloadavg()[0])
