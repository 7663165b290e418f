"""The artificial shop Tilia: what it sells, to whom, when, and by which ways people come.

Everything here is data or a small pure function of what the caller gives: nothing is drawn by chance.
"""
