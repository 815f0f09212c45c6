THREADS = {
    "t/11": "<post>my bread does not rise</post><post>how old is the yeast</post>",
    "t/12": "<post>sourdough smells like paint</post><post>feed it more often</post>",
    "t/13": "<post>which flour for bread</post><post>rye flour, always rye</post>",
    "t/14": "<post>bread bread bread</post>",
}
