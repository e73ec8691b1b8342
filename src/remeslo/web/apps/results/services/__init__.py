"""What can be done with facts: record, confirm, dispute, correct, withdraw, import; keep evidence; keep names."""
