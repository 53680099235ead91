"""The example forms as files: one module for each family of formats, and the layout that they share."""
