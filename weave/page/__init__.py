"""What a page may say. An edit in this folder runs nothing."""
