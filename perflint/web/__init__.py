"""The local page and the HTTP interface: one more door to the four verbs.

serving      from options to a listening server (`perflint serve`)
application  the routes, and what guards them
pool, worker, work   files are judged in processes of their own, which can be stopped
shelf        what was uploaded, for a short time, for its owner alone
page, …      what people see;  api, openapi   what programs see
"""
