"""What a result depends on. An edit in this folder runs the lessons again; nothing in it imports the rest of weave."""
