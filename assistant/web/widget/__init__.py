"""The resident's widget: a custom element for a council's own pages. Its scripts and style are in `source`, as a browser reads them."""
