from habeas import vocabulary
def sentence(event, language, **kw):
    return vocabulary.event_types()[event.type].label(language)
