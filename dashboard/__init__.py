"""The pages and parts of the Streamlit dashboard."""
