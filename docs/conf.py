"""How the documentation is built: ``make docs``. Why Sphinx: decisions/0015-docs-generator.md."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fgte.version import VERSION

project = "FGTE Analysverkstad"
author = "FGTE Analysverkstad contributors"
release = VERSION
language = "sv"
locale_dirs = ["locale"]

extensions = [
    "myst_parser",
    "numpydoc",
    "sphinx.ext.autodoc",
    "tools.docs_pages",
    "tools.docs_accessible",
]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
maximum_signature_line_length = 70
numpydoc_show_class_members = False

html_theme = "furo"
html_title = project
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_static_path = ["_static"]
html_css_files = ["fgte.css"]
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#12436D", "color-brand-content": "#12436D"},
    "dark_css_variables": {"color-brand-primary": "#8FC1EA", "color-brand-content": "#8FC1EA"},
}
