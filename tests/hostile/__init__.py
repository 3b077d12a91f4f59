"""What somebody hostile tries: the product answers it in words or not at all, and never breaks."""
