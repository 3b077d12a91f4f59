"""Papers we send: values in, PDF bytes out."""
