"""What the application's role may do, asked of a real server."""

import psycopg
import pytest

from tandem.foundation.database.roles import UnsafeRole, check_app_role, grant


@pytest.fixture
def urls(shared):
    """Two tables of their own database, on the server that the tests share."""
    shared.drop_database("tandem_roles")
    urls = shared.make_database("tandem_roles")
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE note (id serial PRIMARY KEY, words text)")
        owner.execute("CREATE TABLE history (id serial PRIMARY KEY, words text)")
    yield urls
    shared.drop_database("tandem_roles")


def refused(url, statement):
    with psycopg.connect(url) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement)


def test_grants(urls):
    with psycopg.connect(urls.owner) as owner:
        owner.execute("GRANT ALL ON history TO tandem_app")
        for _ in range(2):
            grant(owner, ["history"])
        with pytest.raises(LookupError, match="absent"):
            grant(owner, ["absent"])
    with psycopg.connect(urls.app) as app:
        for table in ("note", "history"):
            app.execute(f"INSERT INTO {table} (words) VALUES ('100 % said')")
            assert app.execute(f"SELECT words FROM {table}").fetchall() == [("100 % said",)]
        app.execute("UPDATE note SET words = ''")
        app.execute("DELETE FROM note")
    refused(urls.app, "UPDATE history SET words = ''")
    refused(urls.app, "DELETE FROM history")
    refused(urls.app, "TRUNCATE history")
    refused(urls.app, "TRUNCATE note")
    refused(urls.app, "CREATE TABLE mine ()")


def test_only_a_plain_role_may_serve(urls, shared):
    with psycopg.connect(urls.app) as app:
        check_app_role(app)
    with psycopg.connect(urls.owner) as owner, pytest.raises(UnsafeRole, match="owns the table history"):
        check_app_role(owner)
    with shared.connect_as_superuser("tandem_roles") as superuser:
        with pytest.raises(UnsafeRole, match="is a superuser and bypasses row-level security"):
            check_app_role(superuser)
        # A role belongs to the whole server, so that nobody else may ever see this one raised.
        with superuser.transaction(force_rollback=True), pytest.raises(UnsafeRole, match="owns the table"):
            superuser.execute("GRANT tandem_owner TO tandem_app")
            superuser.execute("SET LOCAL ROLE tandem_app")
            check_app_role(superuser)
