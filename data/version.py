"""The program's name and version."""

NAME = "Caspian Atlas"
VERSION = "0.1.0"
