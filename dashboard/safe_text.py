"""Names from files as plain text: Streamlit reads most texts as Markdown, and a name must never become markup."""

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^&])")
_EDGE_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """Text that Streamlit shows letter by letter: no Markdown, HTML, mathematics, icons or colours.

    Line breaks become spaces, since a name with a blank line in it would begin a new paragraph.
    """
    return _MARKUP.sub(r"\\\1", _EDGE_SPACE.sub(" ", text).strip())
