"""What must hold of the whole database whenever nothing is under way."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString

from psycopg import Connection, sql

Rows = Connection[tuple[Any, ...]]
# An import's own tables, the log and the queue tell what happened: they do not go back.
NOT_BUSINESS = ("imports_", "access_", "procrastinate_", "django_", "duplicates_")
WAITS = "an import is under way (1)"
# What each query finds is wrong; a finding is its caption and how many rows.
_FINDINGS: dict[str, LiteralString] = {
    "an import is under way": "SELECT 1 FROM imports_import WHERE stage IN ('reading', 'writing', 'undoing')",
    "an import done has not its entries": """
        SELECT i.id FROM imports_import i LEFT JOIN people_entry e ON e.reference = 'DR-' || i.id
        WHERE i.stage = 'done' GROUP BY i.id HAVING count(e.id) <> i.new + i.changed""",
    "an import done has not its spells": """
        SELECT i.id FROM imports_import i LEFT JOIN members_spell s ON s.reference = 'DR-' || i.id
        WHERE i.stage = 'done' GROUP BY i.id HAVING count(s.id) <> i.new""",
    "an import not done has rows": """
        SELECT 1 FROM imports_import i WHERE i.stage NOT IN ('done', 'undoing') AND (
          EXISTS (SELECT 1 FROM people_entry e WHERE e.reference = 'DR-' || i.id)
          OR EXISTS (SELECT 1 FROM members_spell s WHERE s.reference = 'DR-' || i.id))""",
    "an import to undo has no snapshot": "SELECT 1 FROM imports_import WHERE stage = 'done' AND snapshot_id IS NULL",
    "an import undone has one": "SELECT 1 FROM imports_import WHERE stage = 'undone' AND snapshot_id IS NOT NULL",
    "a person is twice": "SELECT id_index FROM people_person GROUP BY 1 HAVING id_index IS NOT NULL AND count(*) > 1",
    "a person with a number has no member": """
        SELECT 1 FROM people_person p WHERE p.id_index IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM members_member m WHERE m.person_id = p.id)""",
    "a person with a number has no entry": """
        SELECT 1 FROM people_person p WHERE p.id_index IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM people_entry e WHERE e.person_id = p.id)""",
    "a member has not one running spell": """
        SELECT m.id FROM members_member m LEFT JOIN members_spell s
        ON s.member_id = m.id AND s.superseded_at IS NULL AND upper_inf(s.during)
        GROUP BY m.id HAVING count(s.id) <> 1""",
    "a member stands elsewhere than its person": """
        SELECT 1 FROM members_member m JOIN people_person p ON p.id = m.person_id
        WHERE (p.organization_id, p.org_path) <> (m.organization_id, m.org_path)""",
    "a body does not hang on its superior": """
        SELECT 1 FROM organizations_organization o JOIN organizations_organization p ON p.id = o.parent_id
        WHERE left(o.path, -3) <> p.path""",
    "a body has not one running state at its place": """
        SELECT o.id FROM organizations_organization o LEFT JOIN organizations_state s
        ON s.organization_id = o.id AND s.superseded_at IS NULL AND upper_inf(s.during)
        GROUP BY o.id
        HAVING count(s.id) <> 1 OR max(s.path) <> o.path OR max(s.parent_id) IS DISTINCT FROM o.parent_id""",
    "a move has not one trail": """
        SELECT 1 WHERE (SELECT count(*) FROM organizations_change WHERE event = 'move')
        <> (SELECT count(*) FROM organizations_trail)""",
    "a move and the log differ": """
        SELECT 1 WHERE (SELECT count(*) FROM organizations_change WHERE event = 'move')
        <> (SELECT count(*) FROM access_auditrow WHERE action = 'organization.move')""",
    "an upload and the log differ": """
        SELECT 1 FROM imports_import i WHERE 1 <>
        (SELECT count(*) FROM access_auditrow a WHERE a.action = 'import.upload' AND a.subject = i.public_id::text)""",
    "a writing and the log differ": """
        SELECT 1 FROM imports_import i WHERE (i.stage IN ('done', 'undoing', 'undone'))::int <>
        (SELECT count(*) FROM access_auditrow a WHERE a.action = 'import.write' AND a.subject = i.public_id::text)""",
    "an undo and the log differ": """
        SELECT 1 FROM imports_import i WHERE (i.stage = 'undone')::int <>
        (SELECT count(*) FROM access_auditrow a WHERE a.action = 'import.undo' AND a.subject = i.public_id::text)""",
    "the log knows an import that is not there": """
        SELECT 1 FROM access_auditrow a WHERE a.action LIKE 'import.%'
        AND NOT EXISTS (SELECT 1 FROM imports_import i WHERE i.public_id::text = a.subject)""",
    "a form was taken and left open": "SELECT 1 FROM access_oncekey WHERE status IS NULL",
}


def broken(rows: Rows, data: Path) -> list[str]:
    """Return what does not hold, in words; empty where everything does."""
    with rows.transaction():
        rows.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")  # One moment for all of it.
        found = [f"{caption} ({count})" for caption, query in _FINDINGS.items() if (count := len(_all(rows, query)))]
        return found + list(_misplaced(rows)) + list(_lost_files(rows, data))


def checksum(rows: Rows) -> dict[str, str]:
    """Return a checksum of every table that holds business."""
    names = _all(rows, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    found = {}
    for (name,) in names:
        if not name.startswith(NOT_BUSINESS):
            query = sql.SQL("SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {} t")
            found[name] = str(rows.execute(query.format(sql.Identifier(name))).fetchall()[0][0])
    return found


def _all(rows: Rows, query: LiteralString) -> list[tuple[Any, ...]]:
    return rows.execute(query).fetchall()


def _misplaced(rows: Rows) -> Iterator[str]:
    """Every row that names a body stands where that body stands, in every table; the log tells of its own day."""
    tables = _all(
        rows,
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND column_name IN ('organization_id', 'org_path') GROUP BY 1 HAVING count(*) = 2 ORDER BY 1",
    )
    for (table,) in tables:
        if table != "access_auditrow":
            query = sql.SQL(
                "SELECT count(*) FROM {} t JOIN organizations_organization o ON o.id = t.organization_id"
                " WHERE (t.org_path, t.county_id) <> (o.path, o.county_id)"
            )
            if count := rows.execute(query.format(sql.Identifier(table))).fetchall()[0][0]:
                yield f"{table} stands elsewhere than its body ({count})"


def _lost_files(rows: Rows, data: Path) -> Iterator[str]:
    for (digest,) in _all(rows, "SELECT digest FROM access_storedfile"):
        if not (data / "files" / digest[:2] / digest).is_file():
            yield f"a file is named and not there: {digest[:8]}"
