"""What is open by an address that nobody can guess: feeds and the page of a day."""
