"""The Streamlit surface: lays out what the views compute and sends commands; knows no State."""
