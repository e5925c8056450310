"""What can go wrong in a way that the user can mend; everything else is a bug."""

from __future__ import annotations


class DisclosureError(Exception):
    """The job could not be done. The message says where and what to do, in one sentence."""


class NoEdition(DisclosureError):
    """There is no official form for the year."""


class UnreadableWorkbook(DisclosureError):
    """The file is not a workbook that can be read."""


class ForeignWorkbook(UnreadableWorkbook):
    """The file is a workbook, but not one made by `disclosure new-template`."""


class NotLastYear(DisclosureError):
    """What is given as last year's report is of another year."""


class UnreadableDocument(DisclosureError):
    """The file is not a Word document that can be read."""


class ForeignDocument(UnreadableDocument):
    """The file is a document, but there is no report in it."""


class OutputExists(DisclosureError):
    """The file to be written is there already."""


class CannotWrite(DisclosureError):
    """The file cannot be written where it should go."""


class CannotConvert(DisclosureError):
    """Another program, on which the conversion depends, is missing or failed."""


class VerificationFailed(Exception):
    """A document that was just made does not say what the report says: a bug, not the user's."""


class Unannotatable(DisclosureError):
    """A copy of the workbook would lack something that is in it."""


class UnknownCode(DisclosureError):
    """There is no rule with such a code."""
