"""Listings that are larger than a process's memory: the storage side of finding entries, in PostgreSQL."""
