"""Who is out there? One node with all that lies around it: as a picture, a list or a map, with sources."""

from __future__ import annotations
