"""What people see in a browser: templates rendered on the server, style sheets and ES modules, all of it package data."""
