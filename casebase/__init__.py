"""Casebase: an audit office's cases, from a visit or an application to the paper that leaves the house.

Imports point one way, and `lint-imports` refuses any other:

    pages/ app.py  what people see                    may import everything below
    cli            the operator's commands
    ui | web       Streamlit for pages | the gate: ASGI, sign-in, drafts
    casework       what people do: one act = one function = one permission = one transaction = one event
    documents | charts         papers as PDF | figures
        | sheets | insight     | files of rows, in and out | the DuckDB mirror, made anew at any time
    store | law | access           records and SQL | what the rules say | who may do what
    korean         the language: text, dates and money as offices write them
    domain         what exists (imports nothing but Python)
"""
