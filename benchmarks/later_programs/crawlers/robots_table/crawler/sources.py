"""The robots.txt files as the last visit left them."""

ROBOTS = {
    "news.example": "User-agent: *\nDisallow: /drafts/\nDisallow: /admin\n",
    "shop.example": "User-agent: samplebot\nDisallow: /cart\n\nUser-agent: *\nDisallow:\n",
    "wiki.example": "User-agent: *\nDisallow: /w/\n",
    "blog.example": "",
}
