"""The routes of our own beside Streamlit's: doors, the stream of changes, headers, assets."""
