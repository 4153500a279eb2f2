"""Weave runs the listings of a course and weaves their code, output and figures into its pages."""
