"""Pictures of a tie over time: one description, drawn as SVG by our own hand, or as PNG and PDF by matplotlib."""

from kg.views.plot.figures import Figure
from kg.views.plot.picture_files import FORMATS, check, html_page, save
from kg.views.plot.shown import figure
from kg.views.plot.vector import svg

__all__ = ["FORMATS", "Figure", "check", "figure", "html_page", "save", "svg"]
