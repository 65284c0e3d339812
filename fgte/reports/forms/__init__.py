"""Reports in the forms people use: PDF, PowerPoint, Excel and pages of one sheet."""

from fgte.reports.forms.kinds import Form, forms_named
from fgte.reports.forms.making import Exported, How, Made, export, pages_of

__all__ = ["Exported", "Form", "How", "Made", "export", "forms_named", "pages_of"]
