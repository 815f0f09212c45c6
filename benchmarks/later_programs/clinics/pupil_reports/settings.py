"""Settings of the school. Edit this file, nothing changes them later."""

SCHOOL = "Hillside secondary school"
PASS_MARK = 50
SUBJECTS = ["English", "maths", "science"]
COMMENTS = {80: "very good", 65: "good", PASS_MARK: "passed", 0: "not passed"}
