"""Notebooks executed in this very process: a papermill engine without a kernel beside it.

``shell`` is the IPython shell that runs the cells and keeps what they show,
``engine`` the papermill engine that drives it. What is kept is what a kernel
would have sent, so the executed notebook is the same to the byte.
"""
