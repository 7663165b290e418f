"""An artificial shop to try Parcours with; nothing in it was observed anywhere.

`generate.generate` writes it into a folder; `simulate.run.simulate` gives what happened as arrays.
"""
