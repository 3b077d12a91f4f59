"""Who may do what: roles, relations, one policy table. Pure."""
