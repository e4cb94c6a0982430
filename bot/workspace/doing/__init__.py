"""What people do in the workspace, by the page or in a test."""
