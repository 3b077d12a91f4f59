"""The ASGI side: the gate before everything, sign-in, health, what pages post while people type, papers and files."""
