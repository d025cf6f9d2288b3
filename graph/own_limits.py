"""Hard limits of a process that answers one question of a person's own. Only the standard library is imported."""

from contextlib import suppress

_DISK = 1 << 28


def limit_process(seconds: float, memory: int) -> None:
    """Limit this process where the system knows how; elsewhere its parent ends it when its time is over.

    Parameters
    ----------
    seconds : time of the question; two more are given for start and end.
    memory : bytes of address space.
    """
    with suppress(ImportError):
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit then fails as on a full disk
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_DISK, _DISK))
        whole = int(seconds) + 2
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))
