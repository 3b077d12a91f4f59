"""What people do: one act is one function, one permission check, one transaction, one event."""
