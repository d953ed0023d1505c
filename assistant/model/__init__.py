"""A chat model, where one is set: what it is shown, what it is asked, what is read from its reply. `cite` decides what is said of it."""
