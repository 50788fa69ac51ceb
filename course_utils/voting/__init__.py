"""Voting in a room: a prediction on the screen, votes from phones, talk, and a second vote."""
