"""What the rules of python.yaml must find (`ruleid`) and must leave alone (`ok`). Never run."""

# ruleid: outbound-only-through-the-fetcher
import requests

# ruleid: outbound-only-through-the-fetcher
import urllib.request

# ruleid: outbound-only-through-the-fetcher
from urllib.request import urlopen

# ruleid: outbound-only-through-the-fetcher
import http.client

# ruleid: outbound-only-through-the-fetcher
import httpx

# ok: outbound-only-through-the-fetcher
from urllib.parse import urlsplit

# ok: outbound-only-through-the-fetcher
import boto3


def connect(connection, address):
    # ruleid: outbound-only-through-the-fetcher
    connection.connect_ex(address)
    # ok: outbound-only-through-the-fetcher
    psycopg.connect(address)


def storage(connection, session, site_id, name):
    # ruleid: sql-stays-in-storage
    connection.execute("select name from sites where id = %s", (site_id,))
    # ruleid: sql-stays-in-storage
    session.execute(text("delete from sites"))
    # ruleid: sql-stays-in-storage
    connection.cursor().executemany("insert into jobs (id) values (%s)", [])
    # ok: sql-stays-in-storage
    connection.execute("select 1")
    # ok: sql-stays-in-storage
    SiteRepository(session, scope).find(site_id)


def statements(connection, table, name):
    # ruleid: no-sql-made-of-texts
    connection.execute(f"select * from {table}")
    # ruleid: no-sql-made-of-texts
    connection.execute(f"select * from {table}".encode())
    # ruleid: no-sql-made-of-texts
    connection.execute("select * from sites where name = '" + name + "'")
    # ruleid: no-sql-made-of-texts
    connection.execute("select * from %s" % table)
    # ruleid: no-sql-made-of-texts
    connection.execute("select * from {}".format(table))
    # ok: no-sql-made-of-texts
    connection.execute(f"select {_COLUMNS} from sites where id = %s", (site_id,))
    # ok: no-sql-made-of-texts
    connection.execute(sql.SQL("select * from {}").format(sql.Identifier(table)))


def entries(connection):
    # ruleid: audit-entries-only-by-record
    statement = "insert into audit_logs (id) values (%s)"
    # ruleid: audit-entries-only-by-record
    other = "DELETE FROM audit_chain"
    # ok: audit-entries-only-by-record
    audit.record(uow, actor, action="site.add", object_kind="site", object_id=site_id)


def running(given):
    # ruleid: nothing-that-runs-what-it-reads
    eval(given)
    # ruleid: nothing-that-runs-what-it-reads
    exec(given)
    # ruleid: nothing-that-runs-what-it-reads
    pickle.loads(given)
    # ruleid: nothing-that-runs-what-it-reads
    yaml.load(given)
    # ruleid: nothing-that-runs-what-it-reads
    subprocess.run(given, shell=True, check=True)
    # ok: nothing-that-runs-what-it-reads
    json.loads(given)
    # ok: nothing-that-runs-what-it-reads
    connection.execute(given)


def connections(client, url, context):
    # ruleid: tls-is-always-checked
    client.get(url, verify=False)
    # ruleid: tls-is-always-checked
    ssl._create_unverified_context()
    # ruleid: tls-is-always-checked
    context.check_hostname = False
    # ok: tls-is-always-checked
    ssl.create_default_context()


def tokens(token, key):
    # ruleid: tokens-name-their-algorithm
    jwt.decode(token, key)
    # ruleid: tokens-name-their-algorithm
    jwt.decode(token, key, algorithms=allowed)
    # ok: tokens-name-their-algorithm
    jwt.decode(token, key, algorithms=["HS256"])
