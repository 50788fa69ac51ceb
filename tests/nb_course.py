"""A small course for tests: one lesson and its solutions, written into a folder."""

from __future__ import annotations

from pathlib import Path

from course_utils.lessons import Node, derive, path_of, starter_path, write

PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAADUlEQVR42mNgGAWoAAABCAABX5nJ+gAAAABJRU5ErkJg"
    "gg=="
)
ANSWER = '''def relu(x):
    """Return max(0, x)."""
    ### BEGIN SOLUTION
    return max(0, x)
    ### END SOLUTION
    ### BEGIN STARTER
    # y = ...
    #
    # return y
    ### END STARTER'''
EXERCISES = "../exercises/01_definition_exercises.ipynb"
STARTER = '''def relu(x):
    """Return max(0, x)."""
    y = ...

    return y'''


def text(cell_id: str, source: str, **metadata) -> Node:
    return Node(cell_type="markdown", id=cell_id, source=source, metadata=Node(metadata))


def code(cell_id: str, source: str, outputs=(), count=None, **metadata) -> Node:
    return Node(
        cell_type="code", id=cell_id, source=source, metadata=Node(metadata),
        outputs=list(outputs), execution_count=count,
    )  # fmt: skip


def stream(said: str, name: str = "stdout") -> Node:
    return Node(output_type="stream", name=name, text=said)


def shown(**data) -> Node:
    bundle = {key.replace("_", "/"): value for key, value in data.items()}
    return Node(output_type="display_data", data=Node(bundle), metadata=Node())


def notebook(*cells: Node, **course) -> Node:
    course = {"lesson": "definition", "title": "Definition", "minutes": 30} | course
    return Node(nbformat=4, nbformat_minor=5, metadata=Node(course=Node(course)), cells=list(cells))


def lesson() -> Node:
    figure = f'HTML(\'<img alt="A ramp" src="data:image/png;base64,{PNG}">\')'
    return notebook(
        text("title", f"# 1 · Definition\n\nSee [exercise]({EXERCISES})."),
        code("setup", "from IPython.display import HTML, display\nimport os"),
        code("table", "for x in (-1, 0, 2):\n    print(x, max(0, x))"),
        code("figure", f"display({figure})"),
        code(
            "place",
            "print(os.path.basename(os.getcwd()), os.path.exists(os.environ['RELU_HOME']))",
        ),
        code("mark", "os.makedirs(os.environ['RELU_HOME'])"),
        code("fails", "1 / 0", tags=["raises-exception"]),
        code(
            "timing", "import time\nprint(time.time_ns())",
            tags=["nbval-ignore-output"], course=Node(ignore_reason="timing"),
        ),
        code("last", "7"),
    )  # fmt: skip


def solutions() -> Node:
    task = "## Exercise 1.1 · relu\n\n**4 points · 5 minutes · easy**\n\nWrite it."
    return notebook(
        text("title", "# Definition: exercises"),
        code("setup", "def check(name):\n    print('checked', name)"),
        text("relu-task", task),
        code("relu-answer", ANSWER),
        code("relu-check", 'check("definition.relu")'),
        text("remark", "Why this works.", tags=["solution-only"]),
        code("slope-answer", "### BEGIN SOLUTION\nslope = 1\n### END SOLUTION"),
    )


def make_course(root: Path) -> Path:
    for folder, nb in (("notebooks", lesson()), ("solutions", solutions())):
        write(path_of(folder, "01_definition", root), nb)
    return root


def lay_starter(root: Path) -> Path:
    write(starter_path("01_definition", root), derive(solutions()))
    return root
