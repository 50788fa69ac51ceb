"""The way into JupyterLab: start it, open a lesson, say what is missing, serve it well."""
