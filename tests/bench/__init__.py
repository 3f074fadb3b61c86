"""Speed and memory, printed and never asserted: run the modules here by hand."""
