# %% right: what was measured
why = {
    "dead units are the reason": "refuted",
    "leaky learns": "refuted",
    "a lower rate learns": "refuted",
    "noise gives the same counts": "supported",
    "he learns": "supported",
    "skips beat batch norm": "not measured",
}

# %% right: with dict()
why = dict(
    zip(
        ["dead units are the reason", "leaky learns", "a lower rate learns",
         "noise gives the same counts", "he learns", "skips beat batch norm"],
        ["refuted"] * 3 + ["supported"] * 2 + ["not measured"],
    )
)

# %% right: from names
yes, no, open_ = "supported", "refuted", "not measured"
why = {"skips beat batch norm": open_, "he learns": yes, "noise gives the same counts": yes}
why |= {claim: no for claim in ("leaky learns", "a lower rate learns", "dead units are the reason")}

# %% wrong: believes the tutorial
# expects: dead units blamed
# earns: 3
why = {
    "dead units are the reason": "supported",
    "leaky learns": "supported",
    "a lower rate learns": "refuted",
    "noise gives the same counts": "refuted",
    "he learns": "supported",
    "skips beat batch norm": "not measured",
}

# %% wrong: Leaky heals
# expects: Leaky heals everything
# earns: 5
why = {
    "dead units are the reason": "refuted",
    "leaky learns": "supported",
    "a lower rate learns": "refuted",
    "noise gives the same counts": "supported",
    "he learns": "supported",
    "skips beat batch norm": "not measured",
}

# %% wrong: just go slower
# expects: a lower rate heals everything
# earns: 5
why = {
    "dead units are the reason": "refuted",
    "leaky learns": "refuted",
    "a lower rate learns": "supported",
    "noise gives the same counts": "supported",
    "he learns": "supported",
    "skips beat batch norm": "not measured",
}

# %% wrong: counts speak of the digits
# expects: counts taken for knowledge of the data
# earns: 5
why = {
    "dead units are the reason": "refuted",
    "leaky learns": "refuted",
    "a lower rate learns": "refuted",
    "noise gives the same counts": "refuted",
    "he learns": "supported",
    "skips beat batch norm": "not measured",
}

# %% wrong: the start is no matter
# expects: initialisation does not matter
# earns: 5
why = {
    "dead units are the reason": "refuted",
    "leaky learns": "refuted",
    "a lower rate learns": "refuted",
    "noise gives the same counts": "supported",
    "he learns": "refuted",
    "skips beat batch norm": "not measured",
}

# %% wrong: my net was better
# expects: one task taken for all
# earns: 5
why = {
    "dead units are the reason": "refuted",
    "leaky learns": "refuted",
    "a lower rate learns": "refuted",
    "noise gives the same counts": "supported",
    "he learns": "supported",
    "skips beat batch norm": "supported",
}

# %% wrong: careful everywhere
# expects: measured, and called not measured
# earns: 0
why = {
    claim: "not measured"
    for claim in ("dead units are the reason", "leaky learns", "a lower rate learns",
                  "noise gives the same counts", "he learns", "skips beat batch norm")
}

# %% wrong: True and False
# expects: this is no entry that the task allows
# earns: 0
why = {
    "dead units are the reason": False,
    "leaky learns": False,
    "a lower rate learns": False,
    "noise gives the same counts": True,
    "he learns": True,
    "skips beat batch norm": None,
}

# %% wrong: refutes it all
# expects: counts taken for knowledge of the data
# earns: 0
why = dict.fromkeys(
    ["dead units are the reason", "leaky learns", "a lower rate learns",
     "noise gives the same counts", "he learns", "skips beat batch norm"], "refuted")
