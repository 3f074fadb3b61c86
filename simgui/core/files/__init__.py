"""Files and folders as the file system shows them."""
