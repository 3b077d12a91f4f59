"""What the rules say: dated numbers and texts with their source, one function a provision. Knows no clock or store."""
