"""What is known to be in the invented plans: every gap, contradiction, wrong law and change, by its type and words it stands on.

Written beside the plans, not taken from what the code finds. Each line: the type, and words that one of the finding's spans holds.
"""

from __future__ import annotations

from assistant.findings.finding import FindingType as T

LATER_GAPS = {
    (T.PRIORITY_WITHOUT_INDICATOR, "Violence against women and girls"),
    (T.INDICATOR_WITHOUT_TARGET, "Bicycles marked"),
    (T.INDICATOR_WITHOUT_BASELINE, "Bicycles marked"),
    (T.INDICATOR_WITHOUT_PERIOD, "Bicycles marked"),
    (T.ACTION_WITHOUT_OWNER, "Put cameras up"),
    (T.ACTION_WITHOUT_DATE, "Visit every victim"),
    (T.OUTCOME_WITHOUT_MEASURE, "refuge beds"),
    (T.TARGET_PERIOD_OVER, "by March 2025"),
    (T.BODY_UNEXPLAINED, "Riverside Team"),
    (T.PROMISED_MISSING, "Appendix B"),
    (T.PROMISED_MISSING, "detailed action plan"),
    (T.PROMISED_MISSING, "Governance structure"),
    (T.LEFTOVER_TEXT, "insert photograph"),
}
LATER_CONTRADICTIONS = {
    (T.TOTAL_AND_PARTS, "465,000"),
    (T.TOTAL_AND_PARTS, "£60,000"),
    (T.CHANGE_AND_FIGURES, "Criminal damage"),
    (T.CHANGE_AND_FIGURES, "20%"),
    (T.SHARE_AND_COUNT, "187 (17%)"),
    (T.SAME_QUANTITY, "6 wardens of the Riverside Team"),
    (T.COUNT_AND_LIST, "three pilot schemes"),
    (T.DATES, "9 October 2023 to 2 October 2023"),
    (T.DATES, "31 November 2023"),
    (T.DATES, "14 May 2023"),
    (T.DATES, "five-year plan"),
    (T.REFERENCE_MISSING, "Priority 6"),
    (T.NAMES, "College of Surveys and Updates"),
    (T.NAMES, "Borough Commander"),
}
LATER_LAWS = {
    (T.LAW_MISNAMED, "Police Reform and Social Responsibility Act 2012"),
    (T.LAW_MISNAMED, "Equalities Act 2010"),
}
# Its indicators have no owner, its actions neither owner nor date, its years are over; nothing in it is wrong.
EARLIER_GAPS = {
    (T.INDICATOR_WITHOUT_OWNER, "Vehicles stolen"),
    (T.TARGET_PERIOD_OVER, "Vehicles stolen"),
    (T.TARGET_PERIOD_OVER, "2020-2023"),
    (T.ACTION_WITHOUT_OWNER, "Fit new locks"),
    (T.ACTION_WITHOUT_DATE, "tracking devices for tractors"),
}
# Figures and dates that are right, hedged or rounded, and references into other texts: nothing may be found on them alone.
DECOYS = (
    "Over 95%",
    "9%",
    "623 (50%)",
    "374 (30%)",
    "10 July 2023",
    "£45,000",
    "Robbery",
    "Shoplifting",
    "(4 weeks)",
    "Appendix A",
    "section 17",
)
CHANGES = {
    (T.KEPT, "Burglary and vehicle crime"),
    (T.MERGED, "Drugs and alcohol"),
    (T.RENAMED, "Hate crime and extremism"),
    (T.DROPPED, "Rural crime"),
    (T.NEW, "Violence against women and girls"),
    (T.DROPPED, "Farm machinery stolen"),
    (T.NEW, "Bicycles marked"),
    (T.CHANGED, "Residential burglaries recorded"),
    (T.TARGET_RESULT, "Vehicles stolen"),
    (T.NOT_MENTIONED_SINCE, "tracking devices for tractors"),
    (T.NOT_MENTIONED_SINCE, "sheep-worrying"),
    (T.NEW, "Serious Violence Duty"),
}
# Promises that the later plan speaks of in other words.
KEPT_PROMISES = ("Fit new locks", "Mark bicycles", "Open a recovery café", "Train forty shop keepers")
