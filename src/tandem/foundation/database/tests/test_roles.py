"""What the application's role may do, asked of a real server."""

import psycopg
import pytest

from tandem.foundation.database.roles import UnsafeRole, check_app_role, grant


@pytest.fixture
def urls(server):
    urls = server.start()
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE note (id serial PRIMARY KEY, words text)")
        owner.execute("CREATE TABLE history (id serial PRIMARY KEY, words text)")
    return urls


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


def test_only_a_plain_role_may_serve(urls, server):
    with psycopg.connect(urls.app) as app:
        check_app_role(app)
    with psycopg.connect(urls.owner) as owner, pytest.raises(UnsafeRole, match="owns the table history"):
        check_app_role(owner)
    with server.connect_as_superuser() as superuser:
        with pytest.raises(UnsafeRole, match="is a superuser and bypasses row-level security"):
            check_app_role(superuser)
        superuser.execute("GRANT tandem_owner TO tandem_app")
    with psycopg.connect(urls.app) as app, pytest.raises(UnsafeRole, match="owns the table"):
        check_app_role(app)
