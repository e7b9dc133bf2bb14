"""Where Streamlit looks for the components that pyproject.toml declares: beside this file."""
