"""The dashboard: `streamlit run dashboard/app.py`, or `connect-explorer dashboard`."""

import sys
from pathlib import Path

import streamlit as st

HERE = Path(__file__).resolve().parent
# Streamlit puts this folder on the path, but the rooms stand beside it.
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from dashboard import address, session  # noqa: E402 - only now can it be found
from dashboard.components import language_switch  # noqa: E402
from dashboard.figure import legend_uri  # noqa: E402
from graph.errors import ExplorerError  # noqa: E402


def main() -> None:
    """Frame around every page: its title, the way to the others, the language."""
    t = session.t()
    # Icons of a browser tab must not be Streamlit's own: it would fetch them from outside.
    st.set_page_config(page_title=t("CONNECT explorer"), page_icon=legend_uri("Exchange"), layout="wide")
    st.html(HERE / "look.css")
    page = st.navigation(
        [
            st.Page("views/explore.py", title=t("Explore: who is out there?"), icon=":material/hub:", default=True),
            st.Page("views/peer_path.py", title=t("Peer path: how are they connected?"), icon=":material/route:"),
            st.Page("views/patterns.py", title=t("Patterns: who works with whom?"), icon=":material/grid_on:"),
            st.Page("views/ask.py", title=t("Ask: what would you like to know?"), icon=":material/question_answer:"),
            st.Page("views/load.py", title=t("Load: what would a file change?"), icon=":material/upload:"),
            st.Page("views/data.py", title=t("Data: what is loaded?"), icon=":material/database:"),
        ],
        position="top",
    )
    language_switch.show()
    address.follow(page.url_path)
    try:
        page.run()
    except ExplorerError as error:
        session.stop_with(error)


main()
