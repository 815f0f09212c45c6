CODES = {
    "E10": "Type 1 diabetes mellitus",
    "E11": "Type 2 diabetes mellitus",
    "I10": "Essential hypertension",
    "I21": "Acute myocardial infarction",
    "J10": "Influenza due to identified virus",
    "J45": "Asthma",
    "K35": "Acute appendicitis",
    "S52": "Fracture of forearm",
}
