"""The HTTP interface: one file a resource. `app.create_app` puts them together."""
