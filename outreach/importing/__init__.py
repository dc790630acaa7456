"""A portfolio in: loans, instalments, payments, charges, contacts and parties from a file or a request."""
