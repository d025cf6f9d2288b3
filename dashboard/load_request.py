"""What a reader asks to be loaded, and what came of it."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.uploaded_files import written_description
from loaders.load import Missing, load
from loaders.report import LoadRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.store import GraphStore
    from loaders.dataset import Progress
    from loaders.report import LoadReport
    from loaders.resolution.resolver import Resolver


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRequest:
    """Files with all that was said about them: two that are equal load the same."""

    paths: tuple[Path, ...]
    as_format: str | None = None
    """Name of a format or described source; None: recognised by content."""
    description: str | None = None
    """Description of all files, in YAML; goes before `as_format`."""
    sheet: str | None = None
    source_id: str | None = None
    with_places: bool = False
    """Whether municipalities are matched with places."""
    missing: Missing = Missing.AUTO
    keep_good_rows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a load or a dry run came to."""

    request: LoadRequest
    report: LoadReport | None = None
    """None: nothing could be read, for the reasons in `errors`."""
    errors: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether nothing was loaded, and nothing could be."""
        return self.report is None or bool(self.report.n_errors and not self.report.loads)

    @property
    def is_trial(self) -> bool:
        """Whether it tells what would change."""
        return self.report is not None and self.report.is_trial

    def allows(self, request: LoadRequest) -> bool:
        """Whether it was a dry run of exactly this, and would succeed."""
        return self.is_trial and not self.is_refused and self.request == request


def run(
    request: LoadRequest,
    store: GraphStore,
    *,
    is_trial: bool,
    resolver: Resolver | None,
    on_progress: Callable[[Progress], None],
) -> LoadReport:
    """Report of the load, also of one that was refused for its rows.

    Raises
    ------
    ExplorerError
        A file cannot be read at all, or the store cannot be written.
    """
    described = nullcontext(None) if request.description is None else written_description(request.description)
    try:
        with described as description:
            return load(
                request.paths,
                store,
                as_format=description or request.as_format,
                source_id=request.source_id,
                keep_good_rows=request.keep_good_rows,
                missing=request.missing,
                is_trial=is_trial,
                resolver=resolver,
                sheet=request.sheet,
                with_rejected=True,
                on_progress=on_progress,
            )
    except LoadRefused as refusal:
        return refusal.report
