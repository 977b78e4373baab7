"""The parts of the evaluation; each returns the rows of one table and, on request, the errors."""
