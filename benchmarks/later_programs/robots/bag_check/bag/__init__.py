"""Reading and writing of the recorder's bag files."""
