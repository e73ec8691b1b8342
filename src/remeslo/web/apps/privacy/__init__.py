"""Personal data: the register, what is due to be erased, holds, what is held about one person."""
