# saved with "view source", the real ones are longer
PAGES = {
    "toolbarn": """
        <ul>
        <li data-sku="t1">claw hammer <b>12,50 EUR</b></li>
        <li data-sku="t2">cordless drill <b>89,00 EUR</b></li>
        </ul>""",
    "bolt24": """
        <ul>
        <li data-sku="x9">M6 bolts, 100 pcs <b>4,95 EUR</b></li>
        <li data-sku="x4">torque wrench <b>39,90 EUR</b></li>
        </ul>""",
    "oldshed": """
        <ul>
        <li data-sku="o0">hand saw <b>17,00 EUR</b></li>
        <li data-sku="o7">bench vice <b>55,20 EUR</b></li>
        </ul>""",
}
