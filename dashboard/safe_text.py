"""Names from files as plain text: Streamlit reads most texts as Markdown, and a name must never become markup."""

import re
from urllib.parse import quote, urlsplit

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^&])")
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """Text that Streamlit shows letter by letter: no Markdown, HTML, mathematics, icons or colours.

    Line breaks become spaces, since a name with a blank line in it would begin a new paragraph.
    """
    return _MARKUP.sub(r"\\\1", _SPACE.sub(" ", text).strip())


def link(url: str | None, otherwise: str) -> str:
    """Markdown link to a web address, named after its site; other texts are shown and lead nowhere.

    Parameters
    ----------
    url : as a file gave it; anything but http and https could run code in the reader's browser.
    otherwise : what stands there when there is no web address.
    """
    host = _host(url) if url else None
    if url is None or host is None:
        return plain(url or otherwise)
    return f"[{plain(host)}]({quote(url, safe=_URL_SIGNS)})"


_URL_SIGNS = "%/:?#@!$&'*+,;=~"
"""Signs that keep their meaning in an address; brackets and spaces would end the link."""


def _host(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        return parts.hostname.removeprefix("www.") if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:  # a broken IPv6 address
        return None
