"""From YAML files to what they say, with every problem's file and line."""
