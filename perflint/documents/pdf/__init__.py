"""PDF pages: characters and ruling lines into a grid."""
