"""What survives the program: the library of photos, vectors, pairs, decisions and the journal."""
