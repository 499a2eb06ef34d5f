"""不合格党员组织处置: five steps, a vote by counts, strictest privacy; the person is told and heard."""
