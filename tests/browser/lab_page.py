"""One notebook open in one browser page: run it, read it, type into it, look at it."""

from __future__ import annotations

import re

PANEL = "window.jupyterapp.shell.currentWidget"
READY = f"""() => {{
  const app = window.jupyterapp, panel = app && {PANEL};
  const context = panel && panel.sessionContext;
  if (!context || !panel.content || !panel.content.model) return false;
  return context.isReady && context.session?.kernel?.status === 'idle';
}}"""
MARK = f"""() => {PANEL}.content.widgets.map(w => {{
  w.node.dataset.courseCell = w.model.id; return w.model.id; }})"""
ERRORS = f"""() => {PANEL}.content.widgets.flatMap(w => {{
  if (w.model.type !== 'code') return [];
  return w.model.outputs.toJSON().filter(o => o.output_type === 'error')
    .map(o => w.model.id + ': ' + o.ename + ': ' + o.evalue); }})"""
CLEAN = """() => { for (const w of window.jupyterapp.shell.widgets('main'))
  if (w.context) w.context.model.dirty = false; }"""


# In milliseconds. To look at every frame would make Chromium draw sixty of them a second.
OFTEN = 50


class NotebookPage:
    """A page that shows one notebook of a LabServer, in JupyterLab (`app="lab"`) or Notebook 7."""

    def __init__(self, server, page):
        self.server, self.page, self.console = server, page, []
        page.set_default_timeout(20_000)
        page.on("console", lambda m: self.console.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: self.console.append(f"pageerror: {e}"))

    def open_notebook(self, name: str, *, app: str = "lab", kernel: bool = True) -> list[str]:
        """Open `name` (relative to the served folder); return its cell ids, in order.

        `kernel=False` waits for the notebook only, not for an idle kernel.
        """
        route = {"lab": "/lab/tree/", "notebook": "/notebooks/"}[app]
        query = f"?token={self.server.token}" + ("&reset" if app == "lab" else "")
        self.page.goto(f"{self.server.url}{route}{name}{query}")
        loaded = f"() => window.jupyterapp && {PANEL}?.content?.widgets?.length > 0"
        self._until(READY if kernel else loaded)
        return self.mark_cells()

    def turn_to(self, name: str, *, kernel: bool = True) -> list[str]:
        """Open `name` in place of all notebooks that are open; return its cell ids.

        The page stays: JupyterLab's own scripts, three seconds of processor time, are read once.
        """
        if not self.page.url.startswith(self.server.url):
            return self.open_notebook(name, kernel=kernel)
        self.close_all()
        self.command("docmanager:open", path=name)
        there, loaded = f"{PANEL}?.context?.path === name", f"{PANEL}.content?.widgets?.length > 0"
        self._until(f"name => {there} && {f'({READY})()' if kernel else loaded}", arg=name)
        return self.mark_cells()

    def close_all(self) -> None:
        """Close all notebooks without saving; their kernels stay, as when a tab is closed."""
        # Views that went with their kernel are a change to JupyterLab, which would ask about it.
        self.page.evaluate(CLEAN)
        self.command("application:close-all")

    def mark_cells(self) -> list[str]:
        """Write each cell's id into the page (`data-course-cell`); return the ids, in order."""
        return self.page.evaluate(MARK)

    def command(self, name: str, **args):
        """Run a command of the application, for example `notebook:restart-run-all`."""
        return self.page.evaluate(
            "([n, a]) => window.jupyterapp.commands.execute(n, a).then(() => null)", [name, args]
        )

    def run_all(self, timeout: float = 120) -> None:
        """Run every cell and wait until the kernel has finished them all."""
        self.command("notebook:run-all-cells")
        self.wait_idle(timeout)

    def wait_idle(self, timeout: float = 60) -> None:
        """Wait until the kernel is idle."""
        self._until(READY, seconds=timeout)

    def _until(self, true: str, *, arg=None, seconds: float = 60) -> None:
        self.page.wait_for_function(true, arg=arg, timeout=seconds * 1000, polling=OFTEN)

    def run_cell(self, cell_id: str, timeout: float = 60) -> None:
        """Run one cell and wait for it."""
        self.page.evaluate(
            f"""id => {{ const nb = {PANEL}.content;
            nb.activeCellIndex = nb.widgets.findIndex(w => w.model.id === id);
            nb.deselectAll(); }}""",
            cell_id,
        )
        self.command("notebook:run-cell")
        self.wait_idle(timeout)

    def restart_kernel(self) -> None:
        """Restart the kernel, without a dialog, keeping the outputs."""
        kernel = f"{PANEL}.sessionContext.session.kernel"
        self.page.evaluate(f"() => {kernel}.restart().then(() => null)")
        self.wait_idle()

    def shut_down(self) -> None:
        """End the notebook's kernel, saving first."""
        self.save()
        self.page.evaluate(f"() => {PANEL}.sessionContext.shutdown().then(() => null)")

    def is_tidy(self) -> bool:
        """Tell whether another test may have this page: no dialog stands in the way."""
        return self.page.locator(".jp-Dialog").count() == 0

    def errors(self) -> list[str]:
        """Every error output of the notebook, as `cell: Name: message`."""
        return self.page.evaluate(ERRORS)

    def cell(self, cell_id: str):
        """The locator of one cell."""
        return self.page.locator(f'[data-course-cell="{cell_id}"]')

    def output(self, cell_id: str):
        """The locator of one cell's output area."""
        return self.cell(cell_id).locator(".jp-Cell-outputArea")

    def output_text(self, cell_id: str) -> str:
        """What one cell's output shows as text, spaces folded."""
        return re.sub(r"\s+", " ", self.output(cell_id).inner_text()).strip()

    def type_into(self, cell_id: str, source: str) -> None:
        """Replace a code cell's source through the keyboard, as a person would."""
        self.cell(cell_id).locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)

    def save(self) -> None:
        """Save the notebook to the server's disk."""
        self.page.evaluate(f"() => {PANEL}.context.save().then(() => null)")

    def set_theme(self, name: str) -> None:
        """Switch JupyterLab's theme, for example to `JupyterLab Dark`, and wait for its colours."""
        # The name is set before the style sheet has come: until then text is plain black.
        there = """name => document.body.dataset.jpThemeName === name
            && getComputedStyle(document.body).getPropertyValue("--jp-content-font-color1")"""
        if not self.page.evaluate(there, name):  # asked again, the same theme is loaded anew
            self.command("apputils:change-theme", theme=name)
        self.page.wait_for_function(there, arg=name, timeout=15_000)

    def screenshot(self, path, cell_id: str | None = None) -> None:
        """Save a picture of the page, or of one cell's output."""
        target = self.page if cell_id is None else self.output(cell_id)
        target.screenshot(path=str(path))


class KeptPage:
    """A page that outlives a test, and is loaded anew after one that failed."""

    def __init__(self, chromium, server):
        self._chromium, self._server = chromium, server
        self._kept: NotebookPage | None = None

    def page(self) -> NotebookPage:
        """The page as it was left, or a fresh one."""
        if self._kept is None:
            self._kept = NotebookPage(self._server, self._chromium.new_context().new_page())
        return self._kept

    def forget(self) -> None:
        """Close it."""
        if self._kept is not None:
            self._kept.page.context.close()
            self._kept = None
