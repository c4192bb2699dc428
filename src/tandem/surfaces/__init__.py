"""Pages, by who sits down at them. A surface asks for releases and calls actions; it never touches a row."""
