def score(query, text):
    words = text.split()
    return sum(word in query for word in words) / len(words)
