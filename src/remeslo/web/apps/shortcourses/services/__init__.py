"""What can be done: save and open courses, recognise prior learning, search for terms."""
