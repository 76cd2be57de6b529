"""What does it cost? Each question is measured side by side in one run and told as a ratio, never as a time alone."""
