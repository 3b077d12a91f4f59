"""The operator's command line, one module a matter: each adds its commands to the parser."""
