"""What an editor is told about the files of a fact base."""
