"""The front door: the console script ``forbear``, and the one web application it serves."""
