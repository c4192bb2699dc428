"""What the application's plain role may do: read and write, only add where history is kept, and never more.

Least privilege (CJIS AC-6); an audit trail that its writer cannot change (45 CFR 164.312(b); CJIS AU-9).
"""

from collections.abc import Iterable

# The role facts are read by (`facts.py`): nobody signs in as it, the application takes it on. Said by an administrator.
FACTS = "tandem_facts"
MAKE_FACTS = f"CREATE ROLE {FACTS} NOLOGIN; GRANT {FACTS} TO {{app}};"


class UnsafeRole(Exception):
    """The application would run as a role that can get around the database's own rules. It must not serve."""


def grant(connection, append_only: Iterable[str], app_role: str = "tandem_app") -> None:
    """Gives the application's role what it needs on every table of schema `public`; safe to run again.

    `connection` is a Django or psycopg connection of the owning role; `append_only` names the tables where the
    application may only read and add. Raises LookupError if one of them does not exist.
    """
    append_only = sorted(set(append_only))
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        missing = set(append_only) - {row[0] for row in cursor.fetchall()}
        if missing:
            raise LookupError(f"append-only tables that do not exist: {', '.join(sorted(missing))}")
        role = _quoted(app_role)
        # One batch is one transaction, so that a running application never meets a moment without its rights.
        cursor.execute(
            f"""
            DO $grant$
            DECLARE history text;
            BEGIN
              GRANT USAGE ON SCHEMA public TO {role};
              REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};
              GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
              GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role};
              FOREACH history IN ARRAY ARRAY[{", ".join(map(_literal, append_only))}]::text[] LOOP
                EXECUTE format('REVOKE UPDATE, DELETE ON TABLE public.%I FROM %I', history, {_literal(app_role)});
              END LOOP;
            END $grant$
            """
        )


def check_app_role(connection) -> None:
    """Raises UnsafeRole if the connection's role is a superuser, passes row-level security, or owns a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT current_user, rolsuper, rolbypassrls,
                   (SELECT min(tablename) FROM pg_tables
                    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                      AND pg_has_role(current_user, tableowner, 'MEMBER'))
            FROM pg_roles WHERE rolname = current_user
            """
        )
        name, superuser, bypasses, owned = cursor.fetchone()
    faults = [
        *(["is a superuser"] if superuser else []),
        *(["bypasses row-level security"] if bypasses else []),
        *([f"owns the table {owned}"] if owned and not superuser else []),
    ]
    if faults:
        raise UnsafeRole(
            f"The database role {name} {' and '.join(faults)}. DATABASE_URL must name a plain role that owns nothing; "
            f"DATABASE_OWNER_URL names the one that migrates."
        )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
