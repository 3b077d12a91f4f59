"""What pages share; the only room of the library that knows Streamlit."""
