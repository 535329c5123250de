"""The explorer: a graph as one HTML file that needs no network, no server and no library.

``page(events, articles)`` gives a :class:`Page`: its bytes, and itself in a notebook; ``columns_of(log)`` what it shows
of a graph, without events in memory. Python counts nothing for the
page but where actors stand; counts, charts and lists are worked out in the browser from the same columns, so that they
follow filters at once. The scripts under ``assets`` are what the browser runs, in the order of :data:`SCRIPTS`.
"""

from kg.views.page.event_columns import PageColumns, columns
from kg.views.page.html_file import SCRIPTS, TITLE, Page, page, page_of
from kg.views.page.log_columns import LogPage, columns_of

__all__ = ["SCRIPTS", "TITLE", "LogPage", "Page", "PageColumns", "columns", "columns_of", "page", "page_of"]
