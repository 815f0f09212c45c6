"""Parts of the press that have a computer of their own."""
