"""What moves when a reader moves a slider: views of the same results as the reports."""
