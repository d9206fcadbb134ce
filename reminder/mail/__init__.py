"""What leaves the office: views → templates → MIME bytes → SMTP or a Maildir → outcomes.

`Renderer.render(view)` gives the words, `compose(letter)` the bytes, `Mailer.send(…)` the outcome. Nothing
here reads the clock or the database; the engine passes both in as values.
"""
