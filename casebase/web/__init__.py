"""The ASGI side: the gate before everything, sign-in, health, drafts and uploads."""
