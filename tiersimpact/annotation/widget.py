"""The notebook widget: it hands messages to the desk and shows what the desk says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.errors import TiersImpactError

from .desk import Desk
from .figures import Figures
from .interface import describe_interface
from .refusal import Refusal

_FOLDER = Path(__file__).parent
# A browser's message is a few hundred characters; what it echoes to tell its own answers is short.
_MAX_TOKEN = 100


class AnnotationWidget(anywidget.AnyWidget):
    """Annotate statements one by one, by keyboard or mouse.

    Parameters
    ----------
    desk : Desk
        What is annotated.
    readings : int, default=0
        In a review: how many are compared.
    """

    _esm = _FOLDER / "widget.js"
    _css = _FOLDER / "widget.css"

    interface = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, desk: Desk, *, readings: int = 0) -> None:
        session = desk.workspace.session
        interface = describe_interface(session.grid, readings)
        interface["blind"] = desk.workspace.blind
        interface["reports"] = session.book.reports
        super().__init__(interface=interface)
        self._desk = desk
        self._show()
        self.on_msg(self._receive)

    @property
    def decided(self) -> list[AnnotatedStatement]:
        """What was decided so far, in reading order."""
        return self._desk.decided

    @property
    def figures(self) -> Figures:
        """Where the annotation stands."""
        return self._desk.figures()

    def close(self) -> None:
        """Write the corpus files, let others open the folder, and take the widget off the page."""
        self._desk.workspace.close()
        super().close()

    def _receive(self, _widget: Any, message: Any, _buffers: Any) -> None:
        """Answer a message of the browser; whatever it holds, the kernel goes on."""
        message = message if isinstance(message, dict) else {}
        token = message.get("token")
        token = token if isinstance(token, str) and len(token) <= _MAX_TOKEN else None
        try:
            self._desk.do(message.get("command"))
            self._show(token=token)
        except Refusal as error:
            self._show(token=token, refusal=str(error))
        except TiersImpactError as error:
            self._show(token=token, refusal=f"Rien n'a été enregistré. {error}")
        except Exception:  # a fault of ours: the browser must not wait for ever, and the notebook shows the traceback
            self._show(token=token, refusal="Erreur inattendue : relancez la cellule. Vos décisions sont enregistrées.")
            raise

    def _show(self, *, token: str | None = None, refusal: str | None = None) -> None:
        notices = self._desk.workspace.notices
        self.state = {**self._desk.show(), "answered": token, "refusal": refusal, "notices": list(notices)}
        notices.clear()
