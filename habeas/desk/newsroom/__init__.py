"""The newsroom: articles and pages that the organisation writes, as Wagtail pages.

A **text** is an article or a page that stands for itself (about, method, imprint …). It has a
version in each language; the first is the original. Drafts, comments and who wrote what stay
here; what is live passes the door as a closed set of blocks (`habeas.core.articles`), so the
public never meets Wagtail. Records are never pages: a text embeds them by reference.
"""
