from registry import key


@key("liliaceae")
def determine(traits):
    return "Tulipa" if "single flower" in traits else "Lilium"
