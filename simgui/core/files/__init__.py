"""What lies on disk: names, kinds, file systems, and which files make one photo."""
