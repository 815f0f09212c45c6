def score(query, text):
    return len(set(query) & set(text.split()))
