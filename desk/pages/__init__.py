"""The desk's pages, a module for each room."""
