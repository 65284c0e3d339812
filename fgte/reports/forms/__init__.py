"""Reports in the forms people use: PDF, PowerPoint, Excel and pages of one sheet."""

from fgte.reports.forms.kinds import Form, forms_named
from fgte.reports.forms.making import Exported, Made, export

__all__ = ["Exported", "Form", "Made", "export", "forms_named"]
