"""
Boards as files: a table of figures as XLSX, CSV and Parquet, pictures as SVG, the report of a year as DOCX and PDF.

All words come from the caller, in the reader's language. See FORMAT.md.
"""

from remeslo.interchange.boardsheet.delimited import csv_file, read_csv
from remeslo.interchange.boardsheet.paper import Figure, Part, YearPaper
from remeslo.interchange.boardsheet.parquet import NoColumns, parquet_file, read_parquet
from remeslo.interchange.boardsheet.pictures import Bar, Point, bars_svg, line_svg
from remeslo.interchange.boardsheet.printed import year_pdf
from remeslo.interchange.boardsheet.sheet import Cell, Column, Kind, Sheet
from remeslo.interchange.boardsheet.word import year_docx
from remeslo.interchange.boardsheet.workbook import read_xlsx, xlsx_file

__all__ = [
    "Bar",
    "Cell",
    "Column",
    "Figure",
    "Kind",
    "NoColumns",
    "Part",
    "Point",
    "Sheet",
    "YearPaper",
    "bars_svg",
    "csv_file",
    "line_svg",
    "parquet_file",
    "read_csv",
    "read_parquet",
    "read_xlsx",
    "xlsx_file",
    "year_docx",
    "year_pdf",
]
