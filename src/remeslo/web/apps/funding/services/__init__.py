"""What can be done with money: settle, pay, claim back, sample, close a year; write and publish packs."""
