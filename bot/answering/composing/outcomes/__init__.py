"""What is said for each outcome; every module takes a Page, on which an answer is written."""
