"""The figures' data and questions in SQLite, PostgreSQL and pandas, as somebody who knows each would write them."""
