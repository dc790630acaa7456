"""The interface for programs: what the lender's systems send and ask, and whether all is well."""
