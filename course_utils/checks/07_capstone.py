"""The exercises of lesson 07 in the order of the lesson; each has a module of its own."""

from __future__ import annotations

from .capstone import diagnose, measure, mend, verdicts

instruments = measure.instruments
diagnosis = diagnose.diagnosis
repair = mend.repair
why = verdicts.why
