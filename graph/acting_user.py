"""Who acts, until there is a sign-in: the name that is kept with what a person decides."""

import getpass
import os

from graph.errors import ExplorerError

USER_VARIABLE = "CONNECT_EXPLORER_USER"


def user_name() -> str:
    """Name from the environment, otherwise the login name.

    Raises
    ------
    ExplorerError
        There is neither, as in a container that runs under a number.
    """
    try:
        return os.environ.get(USER_VARIABLE) or getpass.getuser()
    except (OSError, KeyError) as error:
        raise ExplorerError(f"nobody is logged in by a name. Set {USER_VARIABLE} to yours.") from error
