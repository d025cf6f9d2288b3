"""A dashboard of two lines, for tests of the command that starts it."""

import os

import streamlit as st

st.write(os.environ["CONNECT_EXPLORER_STORE"], os.environ["CONNECT_EXPLORER_LANGUAGE"])
