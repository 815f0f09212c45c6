"""The rows of the API tables, one module per library or family of libraries."""
