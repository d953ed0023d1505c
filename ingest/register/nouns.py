"""What plans call the things they set out to do: one of them, several of them, and the areas that they name instead."""

ONE = "priority|objective|aim|theme|goal|strand|ambition|pillar|mission|commitment|pledge|promise"
SEVERAL = "priorities|objectives|aims|themes|goals|strands|ambitions|pillars|missions|commitments|pledges|promises"
AREA = r"(?:priority|focus|key)\s+area|(?:key\s+)?area\s+of\s+focus|priority\s+theme"
AREAS = r"(?:priority|focus|key)\s+areas|(?:key\s+)?areas\s+of\s+focus|priority\s+themes"
