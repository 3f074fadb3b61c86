"""The page that finds photos like one."""
