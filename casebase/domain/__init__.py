"""What exists: people, visits, cases, findings, rulings and the moves they permit. Imports Python only."""
