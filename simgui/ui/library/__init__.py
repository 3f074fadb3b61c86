"""The library's view, its folders and where photos are dropped."""
