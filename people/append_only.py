"""The database itself refuses to change the audit log (safeguards D08).

For migrations. SQLite drops the triggers of a table that it makes anew: a later migration that
touches a field of AuditEntry calls `lay_triggers` again, or tests/people/test_audit_log.py fails.
Owners of the database can drop triggers; what the site itself can send to it cannot get past them.
`TRUNCATE`, which asks for a right of its own, is left to PostgreSQL's roles.
"""

from typing import Any

TABLE = "people_auditentry"
REFUSAL = "the audit log only grows"

_ON = {
    "sqlite": (
        f"""CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
        f"""CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON {TABLE}
        WHEN OLD.at > datetime('now', iif(OLD.is_sensitive, '-7 years', '-2 years'))
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
        # REPLACE deletes the row in its way without asking a trigger for deletion.
        f"""CREATE TRIGGER audit_is_never_replaced BEFORE INSERT ON {TABLE}
        WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",  # noqa: S608 - of two constants
    ),
    "postgresql": (
        f"""CREATE OR REPLACE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'DELETE' AND (OLD.at <= now()
              - CASE WHEN OLD.is_sensitive THEN interval '7 years' ELSE interval '2 years' END) THEN
            RETURN OLD;
          END IF;
          RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
        f"""CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION audit_only_grows()""",
    ),
}
_OFF = {
    "sqlite": tuple(
        f"DROP TRIGGER IF EXISTS audit_is_never_{what}"
        for what in ("changed", "deleted", "replaced")
    ),
    "postgresql": (f"DROP TRIGGER IF EXISTS audit_only_grows ON {TABLE}",),
}


def lay_triggers(apps: Any, schema_editor: Any) -> None:
    """Put the triggers in place, anew where they are there."""
    lift_triggers(apps, schema_editor)
    for statement in _ON[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def lift_triggers(apps: Any, schema_editor: Any) -> None:
    """Take them away, for going back."""
    for statement in _OFF[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
