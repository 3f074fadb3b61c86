"""Every sentence for the user, made from values and codes, in the user's language; without Qt."""
