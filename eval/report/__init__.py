"""From rows to a report: figures with intervals, plots, the questions that failed; as Markdown, HTML and JSON."""
