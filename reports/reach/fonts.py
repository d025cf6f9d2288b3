"""The fonts that the report is set in: installed packages of Noto Sans, under the SIL Open Font License."""

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic

FONT_FOLDERS = tuple(font.ROOT / "files" for font in (fontpkg_noto_sans, fontpkg_noto_sans_arabic))
"""Folders with font files: Latin, Greek and Cyrillic letters, and Arabic ones."""
