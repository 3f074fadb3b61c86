"""Groups of copies, and which photo of each to keep."""
