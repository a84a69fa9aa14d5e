"""The view inside a notebook: in a frame of its own, without network or files beside it."""

from __future__ import annotations

import html as markup
from dataclasses import dataclass

_FALLBACK = (
    "Nothing above? The notebook is not trusted, so it shows no frames. Choose File ▸ Trust Notebook (in JupyterLab "
    "also “Trust Notebook” in the command palette; in VS Code “Manage Workspace Trust”) and run the cell again, or "
    "write the view to a file and open that in a browser."
)


@dataclass(frozen=True, slots=True)
class Inline:
    """An HTML page as the result of a notebook cell."""

    html: str
    height: int = 640

    def _repr_html_(self) -> str:
        # The frame's sandbox gives the page an origin of its own: its scripts reach neither notebook nor kernel.
        return (
            f'<iframe srcdoc="{markup.escape(self.html)}" title="Interactive graph" width="100%" '
            f'height="{self.height}" style="border:1px solid #8884;border-radius:6px" '
            'sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox" '
            f'allow="clipboard-write"></iframe><p style="font-size:85%;opacity:.7;margin:.3em 0">{_FALLBACK}</p>'
        )

    def __repr__(self) -> str:
        return f"<interactive graph, {len(self.html.encode('utf-8', 'replace')) // 1024} KB of HTML>"


def inline(html: str, height: int = 640) -> Inline:
    """The page of `render_html` as an object that a notebook shows inline, offline."""
    return Inline(html, height)
