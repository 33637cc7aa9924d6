"""What the grammar leaves no choice about: guards on what the learned choices, and the network, would have.

Each module looks at one matter of a coded event and takes out, or puts in, only what the words say beyond doubt.

    what is an event    senses (the object of its word), plain (its company), objects, agreements, lost (strongholds),
                        repeats (told twice in one breath)
    who and whom        roles (all guards of roles, in their order), doers, bystanders, parties, joined,
                        subjects, antecedents (of a clause), rows (of nouns),
                        located, elsewhere (places told of somebody else), resumed, held, descriptions, onlookers, spans,
                        struck, fired, headlines (who only tells what was done to his side),
                        informed (who is only told of it), owners (whose it is)
    who says so         spoken (all guards of who speaks, in their order), accusation (charge, accused), rebuffs (of one),
                        denials, demands, clauses (X denies and Y does), proforms (denied THAT)
    is it a fact        unreal (conditions, near misses; standing: where the event stands, holds and governed: what holds it),
                        reach (what a negation leaves), counterfactual, agreed, refuted (false news),
                        lasting (states)
    when                misdated
    both                relatives (what is told of a noun behind a verb)
    what else           details (a part of the place, weapons)

What they look for stands in the language's data, mostly ar/grammar.yaml and ar/unreal.yaml.
"""
