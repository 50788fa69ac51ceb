"""The browser harness itself: opens a notebook, runs it, reads, types, and sees an error."""


def test_a_notebook_is_opened_run_read_and_typed_into(lab, write_notebook):
    name = write_notebook("harness.ipynb", ["print(6 * 7)", "x = 1\nprint('x is', x)"])
    assert lab.turn_to(name) == ["cell-0", "cell-1"]
    lab.run_all()
    assert lab.output_text("cell-0") == "42"
    assert lab.errors() == []
    lab.type_into("cell-1", "x = 5\nprint('x is', x)")
    lab.run_cell("cell-1")
    assert lab.output_text("cell-1") == "x is 5"
    lab.type_into("cell-1", "1 / 0")
    lab.run_cell("cell-1")
    assert lab.errors() == ["cell-1: ZeroDivisionError: division by zero"]
