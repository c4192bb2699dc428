"""Whether the second wall stands, asked of the database before anybody is served."""


class NoWall(Exception):
    """A walled table stands open. The application must not serve."""


def check_walls(connection) -> None:
    """Raises NoWall naming a walled table without forced row security or without its policy, or that all are missing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('tandem_walled()') IS NOT NULL")
        if not cursor.fetchone()[0]:
            raise NoWall("The database has no second wall. Run bin/tandem migrate_all as the owning role.")
        cursor.execute(
            """
            SELECT min(name) FROM unnest(tandem_walled()) AS name
            LEFT JOIN pg_class c ON c.oid = to_regclass('public.' || quote_ident(name))
            WHERE c.oid IS NULL OR NOT c.relrowsecurity OR NOT c.relforcerowsecurity
               OR (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'wall') <> 1
               OR (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) <> 1
            """
        )
        (open_one,) = cursor.fetchone()
    if open_one:
        raise NoWall(
            f"The table {open_one} stands without its wall of forced row-level security. "
            "Run bin/tandem migrate_all as the owning role; nobody is served before."
        )
