"""Figures we show: table in, Plotly figure out."""
