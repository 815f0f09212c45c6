BOOK = {
    "pancakes": "<title>Pancakes</title><li>3 eggs</li><li>250 g flour</li><li>milk</li>",
    "porridge": "<title>Porridge</title><li>80 g oats</li><li>milk</li>",
    "stew": "<h1>404</h1> this page has moved",
    "salad": "<title>Salad</title><li>lettuce</li><li>2 tomatoes</li>",
}
