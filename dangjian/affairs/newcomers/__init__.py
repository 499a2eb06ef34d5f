"""两新单位: firms and societies as 市场监管 and 民政 list them, and how far Party work reaches them.

What a unit is, which body answers for it and which bodies stand in it is kept by ``organizations``; here is only what
nobody else knows: staff, members without a body of their own, who instructs, whether it really operates, and why not.
"""
