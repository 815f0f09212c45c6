"""The little web site that I crawl while I have no network."""
SITE = {
    "/": '<h1>Home</h1><a href="/cats">cats</a> <a href="/dogs">dogs</a>',
    "/cats": '<h1>Cats</h1><a href="/cats/1">tom</a> <a href="/">home</a>',
    "/cats/1": "<h1>Tom</h1>" + "<p>purr</p>" * 12,
    "/dogs": '<h1>Dogs</h1><a href="/dogs/1">rex</a> <a href="/dogs/2">ace</a>',
    "/dogs/1": "<h1>Rex</h1>" + "<p>wuff</p>" * 30,
    "/dogs/2": '<h1>Ace</h1><a href="/cats">the enemy</a>',
}
