"""The program's name and version."""

NAME = "Caspian Atlas"
VERSION = "1.0.0"
